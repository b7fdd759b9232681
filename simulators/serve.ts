/**
 * Real HTTP on a free port of this machine for neighbours that a demo or a test has not: started by
 * the first that asks.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SimRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface SimReply {
  readonly status: number;
  readonly json?: unknown;
  /** Instead of JSON: the very bytes, for those who sign them. */
  readonly text?: string;
  /** Instead of either: a file. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}
/** Null: the line breaks where the answer should be. */
export type Simulator = (request: SimRequest) => SimReply | null | Promise<SimReply | null>;

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

export function serve(simulator: Simulator): {
  url(): Promise<string>;
  close(): Promise<void>;
} {
  let started: Promise<Server> | undefined;
  const start = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(async (request, response) => {
        const reply = await simulator({
          method: request.method ?? 'GET',
          url: new URL(request.url ?? '/', 'http://simulator'),
          headers: request.headers as Record<string, string>,
          body: await textOf(request),
        });
        if (reply === null) {
          request.socket.destroy();
          return;
        }
        const { status, json, text = JSON.stringify(json), bytes, headers } = reply;
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(bytes ?? text);
      });
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(server));
      server.unref();
    });
  return {
    async url() {
      started ??= start();
      const { port } = (await started).address() as AddressInfo;
      return `http://127.0.0.1:${port}`;
    },
    async close() {
      const server = await started;
      server?.closeAllConnections();
      await new Promise<void>((done) =>
        server === undefined ? done() : server.close(() => done()),
      );
    },
  };
}
