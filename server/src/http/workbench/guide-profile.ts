/** Her own page in the shop, and her place among the colleagues of her store. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { tellWhatIRecommend, tellWhoIAm } from '../../flows/tend-own-shop.ts';
import type { House } from '../../house.ts';
import type { ProductId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { addDays, dayOf, startOf, type Day } from '../../kernel/time.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findCard, findRank } from '../../views/work-guide.ts';
import { Body, Fen, Instant, problems, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const PICKS = 6;
const words = {
  motto: Type.String({ maxLength: 30 }),
  story: Type.String({ maxLength: 300 }),
  wechat: Type.String({ maxLength: 40 }),
};
const Rank = Type.Object({
  now: Instant,
  outlet: Type.String(),
  daysLeft: Type.Integer(),
  items: Type.Array(
    Type.Object({
      no: Type.Integer(),
      staffId: Uuid(),
      name: Type.String(),
      salesFen: Fen,
      isMe: Type.Boolean(),
    }),
  ),
});

/** First day of this month and of the next. */
function monthOf(today: Day): readonly [Day, Day] {
  const first = `${today.slice(0, 7)}-01` as Day;
  return [first, `${addDays(first, 31).slice(0, 7)}-01` as Day];
}
const daysBetween = (from: Day, to: Day): number => {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) count += 1;
  return count;
};

export const guideProfileRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'members.own' };
    app.get(
      '/profile',
      {
        config,
        schema: {
          tags: ['Workbench'],
          summary: 'What her own page in the shop says',
          response: {
            200: Type.Object({
              ...words,
              picks: Type.Array(
                Type.Object({ productId: Uuid(), title: Type.String(), words: Type.String() }),
              ),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { id } = staffOf(request);
        return db.reading(request.merchant, async (reader) => {
          const [{ motto, story, wechat }, picks] = await Promise.all([
            findCard(reader, id),
            catalog.picksOf(reader, id),
          ]);
          return { motto, story, wechat, picks };
        });
      },
    );

    app.put(
      '/profile',
      {
        config,
        schema: {
          tags: ['Workbench'],
          summary: 'Say who she is',
          body: Body(words),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { id } = staffOf(request);
        const { title } = await db.reading(request.merchant, (reader) => findCard(reader, id));
        await tellWhoIAm(db, request.merchant, id, { title, ...request.body });
        return reply.code(204).send(null);
      },
    );

    app.put(
      '/picks',
      {
        config,
        schema: {
          tags: ['Workbench'],
          summary: 'What she recommends: the whole list, in her order',
          body: Body({
            picks: Type.Array(
              Body({ productId: Uuid<ProductId>(), words: Type.String({ maxLength: 60 }) }),
              { maxItems: PICKS },
            ),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { id } = staffOf(request);
        await tellWhatIRecommend(db, request.merchant, id, request.body.picks);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/rank',
      {
        config: { permission: 'income.read' },
        schema: {
          tags: ['Workbench income'],
          summary: 'Sales of this month among the colleagues of her store',
          response: { 200: Rank, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        return db.reading(request.merchant, async (reader) => {
          const directory = await chain.directory(reader);
          const outlet = staff.outlet === null ? null : directory.outlet(staff.outlet);
          if (outlet === null) throw new Refusal('conflict', 'chain.works_at_no_outlet');
          const today = dayOf(reader.now);
          const [first, next] = monthOf(today);
          const rows = await findRank(reader, outlet.id, startOf(first));
          const items = rows.map((row, i) => ({
            no: i + 1,
            ...row,
            isMe: row.staffId === staff.id,
          }));
          const daysLeft = daysBetween(today, next);
          return { now: reader.now, outlet: outlet.shortName, daysLeft, items };
        });
      },
    );
  };
