/** A member takes her data away, or has it destroyed: after a code to her own phone. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { askErasure, hindrancesOf, withdrawErasure } from '../../flows/erase-member.ts';
import { noteExport } from '../../flows/note-export.ts';
import { phoneToProve, proveOneself } from '../../flows/prove-oneself.ts';
import { sendCode } from '../../flows/send-code.ts';
import type { House } from '../../house.ts';
import * as members from '../../modules/members/members.ts';
import { findMemberFile } from '../../views/member-file.ts';
import { memberZip } from '../member-zip.ts';
import { signedIn } from '../member-session.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { Code } from './session.ts';

export const ErasureView = Type.Object({
  id: Uuid(),
  askedAt: Instant,
  dueAt: Instant,
  hinderedBy: Type.Array(Type.String()),
});
const Standing = Type.Object({
  hindrances: Type.Array(Type.String(), {
    description: 'orders, cases, refunds, waiting, balance, debt, staff: what must end first',
  }),
  orders: Type.Integer(),
  cases: Type.Integer(),
  refunds: Type.Integer(),
  waitingFen: Fen,
  balanceFen: Fen,
  debtFen: Fen,
  coolOffDays: Type.Integer(),
  asked: Nullable(ErasureView),
});

export const shown = ({ id, askedAt, dueAt, hinderedBy }: members.erasure.Erasure) => ({
  id,
  askedAt,
  dueAt,
  hinderedBy: [...hinderedBy],
});
const self = (request: FastifyRequest) => {
  const member = signedIn(request);
  const actor = { kind: 'member', id: member, requestId: request.id } as const;
  return { merchant: request.merchant, member, actor };
};

type Kit = House & { readonly sms: members.SmsPort };
export const leavingRoutes =
  (house: Kit): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, vault } = house;
    const tags = ['me'];
    app.post(
      '/me/proof',
      {
        schema: {
          tags,
          summary: 'Send a code to my own phone, for what asks me to prove myself',
          response: { 202: Type.Object({ validS: Type.Integer() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, member } = self(request);
        const phone = await phoneToProve(house, { merchant, member });
        await sendCode(house, { merchant, phone, purpose: 'prove', ip: request.ip });
        return reply.code(202).send({ validS: 600 });
      },
    );

    app.post(
      '/me/export',
      {
        schema: {
          tags,
          summary: 'Everything that is held about me, as a zip of JSON, a page and tables',
          body: Body({ code: Code }),
          produces: ['application/zip'],
        },
      },
      async (request, reply) => {
        const wish = self(request);
        await proveOneself(house, { ...wish, ...request.body });
        await noteExport(db, wish);
        const zip = await db.reading(wish.merchant, async (reader) =>
          memberZip(await findMemberFile(reader, wish.member, vault.open), reader.now),
        );
        return reply
          .type('application/zip')
          .header('content-disposition', 'attachment; filename="my-data.zip"')
          .send(zip);
      },
    );

    app.get(
      '/me/erasure',
      {
        schema: {
          tags,
          summary: 'Whether I may leave, what stands against it, and my wish if I have said it',
          response: { 200: Standing, ...problems },
        },
      },
      async (request) => {
        const { merchant, member } = self(request);
        return db.reading(merchant, async (reader) => {
          const ids = await members.everyIdOf(reader, member);
          const [{ codes, ...found }, asked] = await Promise.all([
            hindrancesOf(reader, member),
            members.erasure.openErasure(reader, ids),
          ]);
          const coolOffDays = members.erasure.COOL_OFF_DAYS;
          const wish = asked === null ? null : shown(asked);
          return { ...found, hindrances: codes, coolOffDays, asked: wish };
        });
      },
    );

    app.post(
      '/me/erasure',
      {
        schema: {
          tags,
          summary: 'Have my data destroyed after the days to think it over',
          body: Body({ id: Uuid<members.erasure.ErasureId>(), code: Code }),
          response: { 201: ErasureView, ...problems },
        },
      },
      async (request, reply) => {
        const wish = self(request);
        const { id, code } = request.body;
        await proveOneself(house, { ...wish, code });
        const asked = await askErasure(db, { ...wish, id, by: null });
        return reply.code(201).send(shown(asked));
      },
    );

    app.delete(
      '/me/erasure',
      {
        schema: {
          tags,
          summary: 'I have changed my mind',
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        await withdrawErasure(db, self(request));
        return reply.code(204).send(null);
      },
    );
  };
