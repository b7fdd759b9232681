/** Reads a code with the phone's camera, where the browser itself can read codes. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

declare const BarcodeDetector: new (option: { formats: string[] }) => Detector;

const FORMATS = ['ean_13', 'qr_code'];

export async function scan(): Promise<{ result: string } | null> {
  if (!('BarcodeDetector' in globalThis)) return null;
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  });
  const dialog = document.createElement('dialog');
  dialog.className = 'scan';
  const video = document.createElement('video');
  Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
  dialog.append(video);
  document.body.append(dialog);
  dialog.addEventListener('click', () => dialog.close());
  dialog.showModal();
  await video.play();
  try {
    return await firstCode(new BarcodeDetector({ formats: FORMATS }), video, dialog);
  } finally {
    for (const track of stream.getTracks()) track.stop();
    dialog.remove();
  }
}

async function firstCode(detector: Detector, video: HTMLVideoElement, dialog: HTMLDialogElement) {
  while (dialog.open) {
    const [code] = await detector.detect(video);
    if (code) return { result: code.rawValue };
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  return null;
}
