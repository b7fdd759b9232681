/** A staff member's second factor, and showing again who she is. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { toString as drawn } from 'qrcode';
import { Type } from 'typebox';
import {
  confirmSecondFactor,
  giveUpSecondFactor,
  proveAgain,
  renewRecoveryCodes,
  startSecondFactor,
} from '../flows/keep-second-factor.ts';
import type { House } from '../house.ts';
import * as chain from '../modules/chain/chain.ts';
import { findMerchants } from '../platform/merchant.ts';
import { Body, Instant, Nullable, problems } from './schema.ts';
import { staffOf } from './staff-session.ts';

const Standing = Type.Object({
  isOn: Type.Boolean(),
  since: Nullable(Instant),
  recoveryLeft: Type.Integer(),
  asked: Type.Boolean({ description: 'The rule asks for it: it cannot be given up.' }),
  by: Nullable(Instant),
});
const Started = Type.Object({
  secret: Type.String({ description: 'For those who cannot scan. Shown here and nowhere else.' }),
  uri: Type.String({ examples: ['otpauth://totp/…'] }),
  qr: Type.String({ description: 'The same as an SVG picture.' }),
});
const Codes = Type.Object({
  codes: Type.Array(Type.String(), {
    description: 'Each opens once. Shown here and nowhere else.',
  }),
});
const open = { permission: 'none', whileMustChange: true } as const;
const fresh = { ...open, fresh: true } as const;

export const staffFactor =
  (house: House): FastifyPluginAsyncTypebox =>
  async (routes) => {
    const tags = ['staff session'];
    const done = { tags, response: { 204: Type.Null(), ...problems } };
    const { db } = house;

    routes.get(
      '/session/factor',
      {
        config: open,
        schema: {
          tags,
          summary: 'One’s own second factor.',
          response: { 200: Standing, ...problems },
        },
      },
      async (request) => {
        const { id, grants, enrolment } = staffOf(request);
        const [factor, rule] = await db.reading(request.merchant, async (r) =>
          Promise.all([chain.factorOf(r, id), chain.signInRule(r)]),
        );
        return {
          isOn: factor?.confirmedAt != null,
          since: factor?.confirmedAt ?? null,
          recoveryLeft: factor?.recoveryLeft ?? 0,
          asked: rule !== null && chain.isAskedOf(rule, grants),
          by: 'by' in enrolment ? enrolment.by : null,
        };
      },
    );
    routes.post(
      '/session/factor',
      {
        config: fresh,
        schema: {
          tags,
          summary: 'Begin a second factor: what an authenticator app scans.',
          response: { 201: Started, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant } = request;
        const { id: staff, login } = staffOf(request);
        const issuer = (await findMerchants(db)).find(({ id }) => id === merchant)?.name ?? '';
        const started = await startSecondFactor(house, { merchant, staff, login, issuer });
        const qr = await drawn(started.uri, { type: 'svg', margin: 2 });
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...started, qr });
      },
    );
    routes.post(
      '/session/factor/confirm',
      {
        config: fresh,
        schema: {
          tags,
          summary: 'Confirm it by its first code; every other session ends.',
          body: Body({ code: Type.String({ maxLength: 40 }) }),
          response: { 201: Codes, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, ip, body } = request;
        const { id: staff, login } = staffOf(request);
        const wish = { merchant, staff, login, session: request.staffSession!, ip, ...body };
        const codes = await confirmSecondFactor(house, wish);
        return reply.code(201).header('cache-control', 'no-store').send({ codes });
      },
    );
    routes.post(
      '/session/factor/recovery',
      {
        config: fresh,
        schema: {
          tags,
          summary: 'New recovery codes; the old ones are worth nothing.',
          response: { 201: Codes, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant } = request;
        const codes = await renewRecoveryCodes(house, { merchant, staff: staffOf(request).id });
        return reply.code(201).header('cache-control', 'no-store').send({ codes });
      },
    );
    routes.delete(
      '/session/factor',
      { config: fresh, schema: { ...done, summary: 'Give one’s second factor up.' } },
      async (request, reply) => {
        const { merchant } = request;
        await giveUpSecondFactor(house, { merchant, staff: staffOf(request).id });
        return reply.code(204).send(null);
      },
    );
    routes.post(
      '/session/proof',
      {
        config: open,
        schema: {
          ...done,
          summary: 'Show again who one is, for sensitive acts of the next five minutes.',
          body: Body({
            password: Type.Optional(Type.String({ maxLength: 1_000 })),
            code: Type.Optional(Type.String({ maxLength: 40 })),
          }),
        },
      },
      async (request, reply) => {
        const { merchant, ip, body } = request;
        const { id: staff } = staffOf(request);
        const { password = null, code = null } = body;
        const session = request.staffSession!;
        await proveAgain(house, { merchant, staff, session, ip, password, code });
        return reply.code(204).send(null);
      },
    );
  };
