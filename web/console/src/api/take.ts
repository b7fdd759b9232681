/** A file that is asked for by a write, since taking it is written down. */
import { Refused, ROOT } from './call.ts';

export async function take(path: string, name: string, body: object = {}): Promise<void> {
  const answer = await fetch(ROOT + path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-quandian': '1' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const {
      code = `http.${answer.status}`,
      facts = {},
      ref = '',
    } = await answer.json().catch(() => ({}));
    throw new Refused(answer.status, code, facts, ref);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
