/**
 * Gives memory back when nobody has asked for anything for a while. V8 by itself lets its heap
 * stand as it grew; making it grow more slowly costs every request a quarter more time.
 */
import type { Server } from 'node:http';

const LOOKS_EVERY_MS = 10_000;

/** `npm start` runs the server with --expose-gc; without it nothing happens. */
export function sweepAtRest(server: Server): () => void {
  let [asked, seen, swept] = [0, 0, -1];
  server.on('request', () => {
    asked += 1;
  });
  const looking = setInterval(() => {
    if (asked === seen && swept !== asked) {
      swept = asked;
      void globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
    }
    seen = asked;
  }, LOOKS_EVERY_MS).unref();
  return () => clearInterval(looking);
}
