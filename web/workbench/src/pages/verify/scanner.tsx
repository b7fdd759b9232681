/** The camera's eye. The detector's wasm comes from our own address, never from a CDN. */
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { t } from '../../i18n/words.ts';

prepareZXingModule({ overrides: { locateFile: () => wasm } });
const LOOK_MS = 180;

interface ScannerProps {
  readonly onRead: (code: string) => void;
  readonly onClose: () => void;
}
export function Scanner({ onRead, onClose }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const read = useRef(onRead);
  read.current = onRead;
  useEffect(() => {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout>;
    let shut = false;
    const look = async () => {
      const found = await detector.detect(video.current!).catch(() => []);
      if (shut) return;
      const code = found[0]?.rawValue;
      if (code) read.current(code.trim());
      else timer = setTimeout(() => void look(), LOOK_MS);
    };
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: 'environment' },
        });
        if (shut) return stop(stream);
        video.current!.srcObject = stream;
        await video.current!.play();
        await look();
      } catch {
        if (!shut) setRefused(true);
      }
    };
    void open();
    return () => {
      shut = true;
      clearTimeout(timer);
      stop(stream);
    };
  }, []);
  return (
    <div className="scanner" role="dialog" aria-modal="true" aria-label={t('verify.scan')}>
      <video ref={video} muted playsInline />
      {!refused && <div className="window" aria-hidden="true" />}
      <button
        type="button"
        className="icon-btn"
        style={{ zIndex: 1, margin: 12 }}
        aria-label={t('act.close')}
        autoFocus
        onClick={onClose}
      >
        <X aria-hidden="true" />
      </button>
      <p className="words" role="status">
        {t(refused ? 'verify.no_camera' : 'verify.aim')}
      </p>
    </div>
  );
}
const stop = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};
