/** Signing in and out of the shop: by a code sent to the phone, by WeChat's word. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { sendCode } from '../../flows/send-code.ts';
import { signInByCode } from '../../flows/sign-in-by-code.ts';
import { signInByWechat } from '../../flows/sign-in-by-wechat.ts';
import { signOut } from '../../flows/sign-out.ts';
import type { House } from '../../house.ts';
import type { ComplexId, OutletId } from '../../kernel/id.ts';
import type { SmsPort, WechatPort } from '../../modules/members/members.ts';
import { deviceOf } from '../device.ts';
import { MEMBER_COOKIE, signedIn } from '../member-session.ts';
import { WECHAT_PAGE } from '../sim-pages.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';

export const Phone = Type.String({ pattern: '^1[3-9]\\d{9}$', examples: ['13800006021'] });
export const Code = Type.String({ pattern: '^\\d{6}$', examples: ['042195'] });
const arrival = {
  agreement: Type.Optional(
    Body({
      terms: Type.Boolean(),
      privacy: Type.Boolean(),
      marketing: Type.Boolean(),
      showName: Type.Boolean(),
      textVersion: Type.String({ minLength: 1, maxLength: 40 }),
    }),
  ),
  name: Type.Optional(Type.String({ maxLength: 40 })),
  outletId: Type.Optional(Uuid<OutletId>()),
  complexId: Type.Optional(Uuid<ComplexId>()),
  place: Type.Optional(
    Body({
      lat: Type.Number({ minimum: -90, maximum: 90 }),
      lng: Type.Number({ minimum: -180, maximum: 180 }),
    }),
  ),
  keep: Type.Optional(
    Type.Enum(['cookie', 'token'], {
      description: 'cookie (default): HttpOnly; token: in the answer, for a mini-program.',
    }),
  ),
};
const ArrivalBody = Body(arrival);
const SignedIn = Type.Object({
  memberId: Uuid(),
  isNew: Type.Boolean(),
  token: Nullable(Type.String()),
});

type Came = Static<typeof ArrivalBody>;
function arrivalOf(came: Came, channel: string, device: string) {
  const { agreement, name = '', outletId = null, complexId = null, place = null } = came;
  return {
    device,
    agreement: agreement === undefined ? null : { ...agreement, channel },
    name: name.trim(),
    outlet: outletId,
    complex: complexId,
    place,
  };
}

const SIXTY_DAYS_S = 60 * 86_400;
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  entered: { member: string; isNew: boolean; token: string },
  keep: Came['keep'],
) {
  const { member, isNew, token } = entered;
  if (keep !== 'token') {
    const secure = request.protocol === 'https';
    const kept = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
    reply.setCookie(MEMBER_COOKIE, token, { ...kept, maxAge: SIXTY_DAYS_S });
  }
  return reply.code(201).send({ memberId: member, isNew, token: keep === 'token' ? token : null });
}

interface Kit extends House {
  readonly sms: SmsPort;
  readonly wechat: WechatPort;
}

export const sessionRoutes =
  (house: Kit): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/session/ways',
      {
        schema: {
          tags: ['session'],
          summary: 'How one can sign in here besides by phone',
          response: {
            200: Type.Object({
              wechatPage: Nullable(
                Type.String({
                  description: 'It comes back with ?wechatCode=, for /session/wechat.',
                }),
              ),
            }),
            ...problems,
          },
        },
      },
      async () => ({ wechatPage: house.mode === 'production' ? null : WECHAT_PAGE }),
    );

    app.post(
      '/codes',
      {
        schema: {
          tags: ['session'],
          summary: 'Send a one-time code; the answer is the same for every number',
          body: Body({
            phone: Phone,
            purpose: Type.Optional(Type.Enum(['sign_in', 'change_phone'])),
          }),
          response: { 202: Type.Object({ validS: Type.Integer() }), ...problems },
        },
      },
      async (request, reply) => {
        const { phone, purpose = 'sign_in' } = request.body;
        if (purpose === 'change_phone') signedIn(request);
        const { merchant, ip } = request;
        await sendCode(house, { merchant, phone, purpose, ip });
        return reply.code(202).send({ validS: 600 });
      },
    );

    app.post(
      '/session/phone',
      {
        schema: {
          tags: ['session'],
          summary: 'Sign in, or up, by the code that was sent',
          body: Body({ phone: Phone, code: Code, ...arrival }),
          response: { 201: SignedIn, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        const { phone, code, keep, ...came } = body;
        const device = deviceOf(request, reply);
        const wish = { merchant, phone, code, ...arrivalOf(came, 'phone', device) };
        return answer(request, reply, await signInByCode(house, wish), keep);
      },
    );

    app.post(
      '/session/wechat',
      {
        schema: {
          tags: ['session'],
          summary: 'Sign in, or up, by a WeChat login code; the openid is asked of WeChat',
          body: Body({ code: Type.String({ minLength: 8, maxLength: 64 }), ...arrival }),
          response: { 201: SignedIn, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        const { code, keep, ...came } = body;
        const device = deviceOf(request, reply);
        const wish = { merchant, code, ...arrivalOf(came, 'wechat', device) };
        return answer(request, reply, await signInByWechat(house, wish), keep);
      },
    );

    app.delete(
      '/session',
      {
        schema: {
          tags: ['session'],
          summary: 'Sign out: the token is worth nothing at once',
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, session, device } = request;
        signedIn(request);
        await signOut(house.db, { merchant, session: session!, device });
        return reply.clearCookie(MEMBER_COOKIE, { path: '/' }).code(204).send(null);
      },
    );
  };
