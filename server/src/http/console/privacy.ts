/**
 * Personal data as head office answers for it: who agreed to what, the words that are agreed to,
 * whose data is to be destroyed, what goes with time. A member's letter is written down here.
 */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { publishConsentText } from '../../flows/agree.ts';
import { askErasure } from '../../flows/erase-member.ts';
import { noteExport } from '../../flows/note-export.ts';
import { RETENTION } from '../../flows/tidy-up.ts';
import type { House } from '../../house.ts';
import type { MemberId } from '../../kernel/id.ts';
import { before, days } from '../../kernel/time.ts';
import * as members from '../../modules/members/members.ts';
import { findMemberFile } from '../../views/member-file.ts';
import { findErasures, findPrivacy } from '../../views/privacy.ts';
import { memberZip } from '../member-zip.ts';
import { Body, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { ErasureView, shown } from '../shop/leaving.ts';
import { OFFERED } from '../shop/privacy.ts';
import { actorOf, staffOf } from '../staff-session.ts';

const Text = Type.Object({
  purpose: Type.String(),
  version: Type.String(),
  zh: Type.String(),
  en: Type.String(),
});
const Privacy = Type.Object({
  members: Type.Integer(),
  consents: Type.Array(
    Type.Object({
      purpose: Type.String(),
      controller: Type.String(),
      company: Type.String(),
      standing: Type.Integer(),
      given: Type.Integer({ description: 'In the last 30 days' }),
      withdrawn: Type.Integer({ description: 'In the last 30 days' }),
    }),
  ),
  texts: Type.Array(Text),
  retention: Type.Array(
    Type.Object({
      rule: Type.String(),
      days: Type.Integer(),
      ranAt: Nullable(Instant),
      removed: Type.Integer(),
    }),
  ),
});
const Row = Type.Object({
  id: Uuid(),
  memberId: Uuid(),
  name: Type.String(),
  askedBy: Type.String(),
  actorName: Nullable(Type.String()),
  askedAt: Instant,
  dueAt: Instant,
  state: Type.String(),
  endedAt: Nullable(Instant),
  hinderedBy: Type.Array(Type.String()),
});
const One = Body({ id: Uuid<MemberId>() });

export const privacyRoutes =
  ({ db, vault }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'privacy.write' };
    const tags = ['privacy'];
    app.get(
      '/privacy',
      {
        config,
        schema: {
          tags,
          summary: 'Who agreed to what, in which words, and what goes with time',
          response: { 200: Privacy, ...problems },
        },
      },
      ({ merchant }) =>
        db.reading(merchant, async (reader) => {
          const [found, published] = await Promise.all([
            findPrivacy(reader, before(reader.now, days(30))),
            members.textsOf(reader),
          ]);
          const { runs, ...figures } = found;
          const texts = OFFERED.map((purpose) => {
            const { version, zh, en } = members.textOf(purpose, published);
            return { purpose, version, zh, en };
          });
          const retention = RETENTION.map(({ rule, days: kept }) => {
            const run = runs.find((each) => each.rule === rule);
            return { rule, days: kept, ranAt: run?.ranAt ?? null, removed: run?.removed ?? 0 };
          });
          return { ...figures, texts, retention };
        }),
    );

    app.get(
      '/privacy/erasures',
      {
        config,
        schema: {
          tags,
          summary: 'Members who asked to be forgotten, newest first',
          querystring: Query(page),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      ({ merchant, query: { after = null, count } }) =>
        db.reading(merchant, async (reader) => {
          const { items, next } = await findErasures(reader, { after, count });
          return {
            items: items.map((row) => ({ ...row, hinderedBy: [...row.hinderedBy] })),
            next,
          };
        }),
    );

    app.post(
      '/privacy/texts',
      {
        config,
        schema: {
          tags,
          summary: 'New words for a purpose; who agreed before has agreed to the old ones',
          body: Body({
            purpose: Type.Enum(OFFERED),
            version: Type.String({ minLength: 1, maxLength: 40 }),
            zh: Type.String({ minLength: 4, maxLength: 300 }),
            en: Type.String({ minLength: 4, maxLength: 300 }),
          }),
          response: { 201: Text, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        const by = staffOf(request).id;
        await publishConsentText(db, { merchant, actor: actorOf(request), by, ...body });
        return reply.code(201).send(body);
      },
    );

    app.post(
      '/members/:id/export',
      {
        config: { ...config, fresh: 'export' },
        schema: {
          tags,
          summary: 'Everything held about a member who asked for it in writing, as a zip',
          params: One,
          produces: ['application/zip'],
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        const { id: member } = await db.reading(merchant, (r) => members.survivor(r, params.id));
        await noteExport(db, { merchant, member, actor: actorOf(request) });
        const zip = await db.reading(merchant, async (reader) =>
          memberZip(await findMemberFile(reader, member, vault.open), reader.now),
        );
        return reply
          .type('application/zip')
          .header('content-disposition', 'attachment; filename="member.zip"')
          .send(zip);
      },
    );

    app.post(
      '/members/:id/erasure',
      {
        config: { ...config, fresh: true },
        schema: {
          tags,
          summary: 'A member asked in writing to be forgotten; the days to think it over begin',
          params: One,
          body: Body({ id: Uuid<members.erasure.ErasureId>() }),
          response: { 201: ErasureView, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const wish = { merchant, member: params.id, id: body.id };
        const by = staffOf(request).id;
        const asked = await askErasure(db, { ...wish, by, actor: actorOf(request) });
        return reply.code(201).send(shown(asked));
      },
    );
  };
