/**
 * A slow and unreliable wire between the house and its database: every message waits, and the
 * connections can be cut, at once or as soon as a COMMIT has gone through.
 */
import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  /** The same database, by way of this proxy. */
  through(url: string): string;
  /** Each way. */
  delayMs: number;
  /** Everybody is thrown out; new connections are welcome. */
  cut(): void;
  /** The next COMMIT reaches the database and its answer reaches nobody. */
  cutAfterCommit(): void;
  close(): Promise<void>;
}

/** @param target an address of the database. */
export async function openProxy(target: string, delayMs = 20): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  let commitIsLast = false;
  const server = createServer((near) => {
    const far = dial(Number(port), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end);
    let deaf = false;
    carry(near, far, (part) => {
      if (!commitIsLast || !/platform\.commit|COMMIT/i.test(part.toString('latin1'))) return;
      commitIsLast = false;
      deaf = true;
    });
    carry(far, near, () => {
      if (deaf) end();
    });
  });
  /** In order, however the timers fire. */
  const carry = (from: Socket, to: Socket, look: (part: Buffer) => void) => {
    let last = Promise.resolve();
    from.on('data', (part) => {
      const waited = new Promise((go) => setTimeout(go, proxy.delayMs));
      last = Promise.all([last, waited]).then(() => {
        look(part);
        if (!to.destroyed) to.write(part);
      });
    });
  };
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const proxy: Proxy = {
    delayMs,
    through(url) {
      const by = new URL(url);
      by.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return by.href;
    },
    cut,
    cutAfterCommit: () => void (commitIsLast = true),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        cut();
      }),
  };
  return proxy;
}
