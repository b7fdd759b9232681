/** The first-party cookie by which we know a browser again: random, and only its hash is stored. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashOf, newToken } from '../platform/secret.ts';
import { DEVICE_COOKIE, TOKEN } from './member-session.ts';

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

const STAFF_DEVICE_COOKIE = 'qd_desk';
const STAFF_DEVICE_S = 400 * 86_400;

/** The same of staff, for "is this a device of hers, does she trust it"; lives longer. */
export function staffDeviceOf(request: FastifyRequest, reply: FastifyReply): string {
  const sent = request.cookies[STAFF_DEVICE_COOKIE];
  const token = sent !== undefined && TOKEN.test(sent) ? sent : newToken();
  reply.setCookie(STAFF_DEVICE_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: request.protocol === 'https',
    maxAge: STAFF_DEVICE_S,
  });
  return hashOf(token);
}

/** Enough to recognise one's own device in a list; not a fingerprint. */
export function deviceWords(request: FastifyRequest): string {
  const agent = request.headers['user-agent'] ?? '';
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1] ?? '';
  const browser = /(MicroMessenger|Edg|Chrome|Firefox|Safari)/.exec(agent)?.[1] ?? '';
  const words: Readonly<Record<string, string>> = { MicroMessenger: 'WeChat', Edg: 'Edge' };
  return [words[browser] ?? browser, system === 'Mac OS X' ? 'Mac' : system]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The network a request came from, coarse enough to be nobody's: 203.0.113.0/24. */
export function ipClassOf(ip: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(ip);
  if (v4 !== null) return `${v4[1]}.0/24`;
  return `${ip.split(':').slice(0, 3).join(':')}::/48`;
}
