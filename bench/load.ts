/**
 * Load from bare sockets: each shopper sends, waits for the whole answer, sends again. A general
 * load generator takes more of its core for a request than the server under test does.
 */
import { connect, type Socket } from 'node:net';
import { LOAD, pinned } from './cores.ts';

export interface Ask {
  readonly path: string;
  /** Without one it is a GET. */
  readonly body?: string;
  readonly cookie?: string;
  /** Further lines, each ended. */
  readonly headers?: string;
}
export interface Loaded {
  readonly perSecond: number;
  readonly refused: number;
  /** Of each answered request, in the order of the answers. */
  readonly latencyMs: readonly number[];
}

const HEAD_ENDS = Buffer.from('\r\n\r\n');

function textOf(host: string, { path, body, cookie, headers = '' }: Ask): string {
  const sent = (cookie === undefined ? '' : `cookie: ${cookie}\r\n`) + headers;
  if (body === undefined) return `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${sent}\r\n`;
  return (
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${sent}` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** The status of a whole answer, or null while it is still coming. */
function statusOf(bytes: Buffer): number | null {
  const head = bytes.indexOf(HEAD_ENDS);
  if (head < 0) return null;
  const text = bytes.toString('latin1', 0, head);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return bytes.length < head + 4 + length ? null : Number(text.slice(9, 12));
}

interface Wish {
  readonly shoppers: number;
  readonly seconds: number;
  /** Must be cheap: what it costs, the load generator's core pays. */
  readonly next: () => Ask;
}

export const load = (url: string, wish: Wish): Promise<Loaded> =>
  pinned(LOAD, () => loadHere(url, wish));

async function loadHere(url: string, { shoppers, seconds, next }: Wish): Promise<Loaded> {
  const { hostname, port, host } = new URL(url);
  let [done, refused] = [0, 0];
  const latencyMs: number[] = [];
  let running = true;
  const shopper = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let bytes: Buffer = Buffer.alloc(0);
      const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let askedMs = 0;
      const ask = () => {
        askedMs = performance.now();
        try {
          socket.write(textOf(host, next()));
        } catch (error) {
          reject(error); // nothing left to ask for
        }
      };
      socket.on('connect', ask);
      socket.on('data', (part) => {
        bytes = bytes.length === 0 ? (part as Buffer) : Buffer.concat([bytes, part as Buffer]);
        const status = statusOf(bytes);
        if (status === null) return;
        bytes = Buffer.alloc(0);
        latencyMs.push(performance.now() - askedMs);
        if (status < 300) done += 1;
        else refused += 1;
        if (running) return ask();
        socket.end();
        resolve();
      });
      socket.on('error', reject);
    });
  const startMs = performance.now();
  const all = Array.from({ length: shoppers }, shopper);
  await new Promise((go) => setTimeout(go, seconds * 1000));
  running = false;
  await Promise.all(all);
  return { perSecond: (done * 1000) / (performance.now() - startMs), refused, latencyMs };
}

/** One request to each address, all at once: their statuses. */
export const askAll = (urls: readonly string[], next: () => Ask): Promise<number[]> =>
  pinned(LOAD, () =>
    Promise.all(
      urls.map((url) => {
        const { hostname, port, host } = new URL(url);
        const text = textOf(host, next());
        return new Promise<number>((resolve, reject) => {
          let bytes: Buffer = Buffer.alloc(0);
          const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
          socket.on('data', (part) => {
            bytes = Buffer.concat([bytes, part as Buffer]);
            const status = statusOf(bytes);
            if (status === null) return;
            socket.end();
            resolve(status);
          });
          socket.on('error', reject);
        });
      }),
    ),
  );
