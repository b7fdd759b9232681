/**
 * Who the member is: a session row, looked up on every request, so that a sign-out holds at once.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { MemberId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as members from '../modules/members/members.ts';
import { hashOf } from '../platform/secret.ts';
import { refuseForeignPages } from './csrf.ts';

export const MEMBER_COOKIE = 'qd_member';
export const DEVICE_COOKIE = 'qd_device';

declare module 'fastify' {
  interface FastifyRequest {
    member: MemberId | null;
    /** Hash of the session's token, for signing out. */
    session: string | null;
    /** Hash of the device's first-party cookie. */
    device: string | null;
  }
}

export const TOKEN = /^[\w-]{43}$/;

/** The bearer token, else the cookie's. Anything that is no token of ours counts as none. */
export function tokenOf(request: FastifyRequest, cookie: string): string | null {
  const bearer = request.headers.authorization;
  const sent = bearer === undefined ? request.cookies[cookie] : bearer.replace(/^Bearer /, '');
  if (sent !== undefined && TOKEN.test(sent)) {
    if (bearer === undefined) refuseForeignPages(request);
    return sent;
  }
  if (bearer !== undefined) throw new Refusal('unauthorized', 'members.sign_in_first');
  return null;
}

export function knowMember(app: FastifyInstance, { db }: House): void {
  app.decorateRequest('member', null);
  app.decorateRequest('session', null);
  app.decorateRequest('device', null);
  app.addHook('onRequest', async (request) => {
    const device = request.cookies[DEVICE_COOKIE];
    request.device = device !== undefined && TOKEN.test(device) ? hashOf(device) : null;
    const token = tokenOf(request, MEMBER_COOKIE);
    if (token === null) return;
    const hash = hashOf(token);
    const found = await db.reading(request.merchant, (reader) => members.signedIn(reader, hash));
    if (found === null && request.headers.authorization !== undefined)
      throw new Refusal('unauthorized', 'members.sign_in_first');
    request.member = found;
    request.session = found === null ? null : hash;
  });
}

/** @throws Refusal `members.sign_in_first` */
export function signedIn(request: FastifyRequest): MemberId {
  if (request.member === null) throw new Refusal('unauthorized', 'members.sign_in_first');
  return request.member;
}
