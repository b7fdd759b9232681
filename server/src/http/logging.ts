/**
 * What a line of the log says of a request and of a fault: enough to find it again, and nothing by
 * which anybody is known.
 */
import type { FastifyRequest } from 'fastify';

const PHONE = /1[3-9]\d{9}/g;
/** No phone belongs into an address; where one came all the same it stays out of the log. */
export const discreet = (text: string): string => text.replace(PHONE, '1**********');

interface Fault extends Error {
  readonly code?: string;
  readonly cause?: unknown;
}

interface Told {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  [more: string]: unknown;
}

export const serializers = {
  req: ({ method, url, ip, hostname }: FastifyRequest) => ({
    method,
    url: discreet(url),
    host: hostname,
    ip,
  }),
  /** Of a database's fault not its detail, which spells the row that did not fit. */
  err: (error: Fault): Told => ({
    type: error.name,
    message: discreet(error.message),
    ...(error.code === undefined ? {} : { code: error.code }),
    stack: discreet(error.stack ?? ''),
    ...(error.cause instanceof Error ? { cause: serializers.err(error.cause) } : {}),
  }),
};
