/**
 * A cookie is sent by any page that makes the browser ask. A write that comes with a cookie must
 * also carry a header that a foreign page cannot set without our leave.
 */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @throws Refusal `http.foreign_page` */
export function refuseForeignPages(request: FastifyRequest): void {
  if (!SAFE.has(request.method) && request.headers['x-quandian'] !== '1')
    throw new Refusal('forbidden', 'http.foreign_page');
}
