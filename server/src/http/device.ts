/** The first-party cookie by which we know a browser again: random, and only its hash is stored. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashOf, newToken } from '../platform/secret.ts';
import { DEVICE_COOKIE } from './member-session.ts';

const DEVICE_S = 180 * 86_400;

/** The hash of this browser's token; one without a token is given one with the answer. */
export function deviceOf(request: FastifyRequest, reply: FastifyReply): string {
  if (request.device !== null) return request.device;
  const token = newToken();
  reply.setCookie(DEVICE_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: request.protocol === 'https',
    maxAge: DEVICE_S,
  });
  request.device = hashOf(token);
  return request.device;
}

/** The network a request came from, coarse enough to be nobody's: 203.0.113.0/24. */
export function ipClassOf(ip: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(ip);
  if (v4 !== null) return `${v4[1]}.0/24`;
  return `${ip.split(':').slice(0, 3).join(':')}::/48`;
}
