/**
 * The tax platform as our adapter meets it: verifies signatures and sums, issues a little later,
 * tells by signed notice, hands out a PDF. Faults are switches.
 */
import { createHmac } from 'node:crypto';
import type { SimReply, SimRequest } from '../serve.ts';

interface Applied {
  readonly applyNo: string;
  readonly colour: 'blue' | 'red';
  readonly blueNumber: string | null;
  readonly title: { readonly name: string; readonly taxNo: string };
  readonly lines: readonly { readonly amountFen: number; readonly taxFen: number }[];
  readonly amountFen: number;
  readonly taxFen: number;
  readonly notifyUrl: string;
}
interface Issued extends Applied {
  state: 'waiting' | 'issued' | 'refused';
  number: string | null;
  reason: string;
  readonly said: string;
}
export interface FapiaoFaults {
  /** The notice is lost; it is told twice; it is signed by somebody else. */
  notice: 'right' | 'dropped' | 'twice' | 'forged';
  refuse: string | null;
  /** The line breaks instead of an answer. */
  breaks: boolean;
}
export interface FapiaoNotice {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
interface Options {
  readonly app: string;
  readonly secret: string;
  readonly nowMs: () => number;
  readonly deliver: (notice: FapiaoNotice) => Promise<number>;
}
const no = (status: number, code: string): SimReply => ({ status, json: { code } });

export class FapiaoPlatform {
  readonly #options: Options;
  readonly #book = new Map<string, Issued>();
  readonly faults: FapiaoFaults = { notice: 'right', refuse: null, breaks: false };
  #next = 25_000_000;

  constructor(options: Options) {
    this.#options = options;
  }

  answer({ method, url, headers, body }: SimRequest): SimReply | null {
    const path = url.pathname.replace('/fapiao/v1', '');
    const [stamp, nonce] = [headers['x-timestamp'] ?? '', headers['x-nonce'] ?? ''];
    const right = this.#sign(stamp, nonce, `${path}\n${body}`);
    const fresh = Math.abs(this.#options.nowMs() - Number(stamp)) <= 300_000;
    if (headers['x-app'] !== this.#options.app || headers['x-signature'] !== right || !fresh)
      return no(401, 'SIGN_ERROR');
    if (this.faults.breaks) return null;
    const [, what, key = ''] = path.split('/');
    if (method === 'POST' && what === 'applications') return this.#apply(body);
    if (what === 'files') return this.#file(decodeURIComponent(key));
    const found = this.#book.get(decodeURIComponent(key));
    return found === undefined ? no(404, 'NOT_FOUND') : { status: 200, json: stateOf(found) };
  }

  /** The same number and words are the same application; other words are refused. */
  #apply(body: string): SimReply {
    const wish = JSON.parse(body) as Applied;
    const known = this.#book.get(wish.applyNo);
    if (known !== undefined)
      return known.said === body ? { status: 200, json: stateOf(known) } : no(409, 'NO_USED');
    const sums = wish.lines.reduce((sum, line) => sum + line.amountFen, 0) === wish.amountFen;
    if (!sums || wish.amountFen <= 0 || !this.#mayReverse(wish)) return no(422, 'SUM_WRONG');
    const made = { ...wish, state: 'waiting' as const, number: null, reason: '', said: body };
    this.#book.set(wish.applyNo, made);
    return { status: 200, json: { state: 'waiting' } };
  }

  /** Red ones never take back more than the blue one said. */
  #mayReverse({ colour, blueNumber, amountFen }: Applied): boolean {
    if (colour === 'blue') return true;
    const all = [...this.#book.values()];
    const blue = all.find(({ number }) => number === blueNumber);
    const gone = all
      .filter((one) => one.colour === 'red' && one.blueNumber === blueNumber)
      .reduce((sum, one) => sum + one.amountFen, 0);
    return blue !== undefined && gone + amountFen <= blue.amountFen;
  }

  /** What waits is issued or refused, and told. */
  async settle(): Promise<number[]> {
    const answers: number[] = [];
    for (const one of this.#book.values()) {
      if (one.state !== 'waiting') continue;
      one.state = this.faults.refuse === null ? 'issued' : 'refused';
      one.reason = this.faults.refuse ?? '';
      if (one.state === 'issued') one.number = `${this.#next++}`;
      const { notice } = this.faults;
      const times = notice === 'dropped' ? 0 : notice === 'twice' ? 2 : 1;
      for (let i = 0; i < times; i += 1) answers.push(await this.#tell(one, notice === 'forged'));
    }
    return answers;
  }

  #tell(one: Issued, forged: boolean): Promise<number> {
    const body = JSON.stringify({ applyNo: one.applyNo, ...stateOf(one) });
    const [stamp, nonce] = [String(this.#options.nowMs()), `n${this.#next}`];
    const signature = this.#sign(stamp, nonce, forged ? `${body} ` : body);
    const headers = { 'x-timestamp': stamp, 'x-nonce': nonce, 'x-signature': signature };
    const typed = { ...headers, 'content-type': 'application/json' };
    return this.#options.deliver({ url: one.notifyUrl, headers: typed, body });
  }

  #file(number: string): SimReply {
    const found = [...this.#book.values()].find((one) => one.number === number);
    if (found === undefined) return no(404, 'NOT_FOUND');
    return { status: 200, bytes: pdfOf(`${found.colour} ${number} CNY ${found.amountFen / 100}`) };
  }

  #sign(stamp: string, nonce: string, body: string): string {
    const mac = createHmac('sha256', this.#options.secret);
    return mac.update(`${stamp}\n${nonce}\n${body}\n`).digest('base64url');
  }
}

const stateOf = ({ state, number, reason }: Issued) => ({ state, number, reason });

/** One page with one line: the smallest PDF that readers open. */
function pdfOf(words: string): Buffer {
  const text = `BT /F1 18 Tf 60 760 Td (${words}) Tj ET`;
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const at = parts.map((part, i) => {
    const start = file.length;
    file += `${i + 1} 0 obj\n${part}\nendobj\n`;
    return start;
  });
  const table = at.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = parts.length + 1;
  const xref = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}`;
  return Buffer.from(`${file}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`);
}
