/** A guide's own customers. Anybody else's is a name and whose she is, and no story. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { bondLife, bondsEndedBy } from '../../flows/steps/bond-terms.ts';
import { writeNote } from '../../flows/write-note.ts';
import type { House } from '../../house.ts';
import type { Id, MemberId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, before, between, days, type Instant as At } from '../../kernel/time.ts';
import { maskName } from '../../modules/members/members.ts';
import { findCustomer, findCustomers, findHabits } from '../../views/customer-list.ts';
import { findTimeline } from '../../views/member-timeline.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const Row = Type.Object({
  id: Uuid(),
  name: Type.String(),
  phoneMasked: Nullable(Type.String()),
  complex: Nullable(Type.String()),
  orders: Type.Integer(),
  spentFen: Fen,
  lastOrderAt: Nullable(Instant),
  protectedUntil: Nullable(Instant),
  brought: Type.Integer(),
  madeAt: Instant,
  /** Her bond with me ends then, and I was told so; null while there is nothing to say. */
  endsAt: Nullable(Instant),
});
const One = Body({ id: Uuid<MemberId>() });
const Customer = Type.Object({
  now: Instant,
  id: Uuid(),
  name: Type.String(),
  complex: Nullable(Type.String()),
  phoneMasked: Nullable(Type.String()),
  isMine: Type.Boolean(),
  guideName: Nullable(Type.String()),
  protectedUntil: Nullable(Instant),
  endsAt: Nullable(Instant),
  orders: Type.Integer(),
  everyDays: Nullable(Type.Integer()),
  averageFen: Nullable(Fen),
  brought: Type.Integer(),
  likes: Type.Array(Type.String()),
  proposal: Nullable(
    Type.Object({
      product: Type.String(),
      days: Type.Integer(),
      everyDays: Type.Integer(),
      times: Type.Integer(),
    }),
  ),
});
/** What a happening says depends on its kind; the kinds stand in `views/member-timeline.ts`. */
const Happening = Type.Object(
  { id: Uuid(), at: Instant, kind: Type.Enum(['visit', 'share', 'order', 'brought', 'note']) },
  { additionalProperties: true },
);
const MONTH = days(30);
const daysBetween = (from: At, to: At): number => Math.floor(between(from, to) / days(1));

type Found = NonNullable<Awaited<ReturnType<typeof findCustomer>>>;
type Habit = Awaited<ReturnType<typeof findHabits>>[number];

const stranger = (found: Found) => ({
  id: found.id,
  name: maskName(found.name),
  complex: null,
  phoneMasked: null,
  isMine: false,
  guideName: found.guideName,
  protectedUntil: null,
  endsAt: null,
  orders: 0,
  everyDays: null,
  averageFen: null,
  brought: 0,
  likes: [],
  proposal: null,
});

/** What she buys every so many days and has not bought for as long: worth a word. */
function proposalFrom(habits: readonly Habit[], now: At) {
  for (const { title, times, first, last } of habits) {
    if (times < 3) continue;
    const everyDays = Math.max(1, Math.round(daysBetween(first, last) / (times - 1)));
    const since = daysBetween(last, now);
    if (since >= everyDays) return { product: title, days: since, everyDays, times };
  }
  return null;
}

const endOf = (endingSince: At | null, { expireDays }: { readonly expireDays: number }) =>
  endingSince === null ? null : after(endingSince, days(expireDays));

function known(found: Found, habits: readonly Habit[], now: At) {
  const { spentFen, first, last, owner: _, endingSince: __, ...rest } = found;
  const spanDays = first === null || last === null ? 0 : daysBetween(first, last);
  const often = found.orders >= 2;
  return {
    ...rest,
    everyDays: often ? Math.max(1, Math.round(spanDays / (found.orders - 1))) : null,
    averageFen: found.orders > 0 ? Math.round(spentFen / found.orders) : null,
    likes: habits.slice(0, 3).map(({ title }) => title),
    proposal: proposalFrom(habits, now),
  };
}

export const customerRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'members.own' };
    const tags = ['Workbench customers'];
    app.get(
      '/customers',
      {
        config,
        schema: {
          tags,
          summary: 'My customers: search by name, complex or masked number',
          querystring: Query({
            q: Type.String({ maxLength: 40, default: '' }),
            filter: Type.Enum(['all', 'new', 'regular', 'asleep', 'sharers', 'ending'], {
              default: 'all',
            }),
            ...page,
            after: Type.Optional(Uuid<MemberId>()),
          }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      async (request) => {
        const { q, filter, after: from = null, count } = request.query;
        const { id: staff } = staffOf(request);
        const items = await db.reading(request.merchant, async (reader) => {
          const life = await bondLife(reader);
          const found = await findCustomers(reader, {
            staff,
            renewedAfter: before(reader.now, days(life.expireDays)),
            newSince: before(reader.now, MONTH),
            asleepSince: before(reader.now, MONTH),
            q: q.trim(),
            filter,
            after: from,
            count,
          });
          return found.map(({ endingSince, ...row }) => {
            return { ...row, endsAt: endOf(endingSince, life) };
          });
        });
        return { items, next: items.length < count ? null : items.at(-1)!.id };
      },
    );

    app.get(
      '/customers/:id',
      {
        config,
        schema: {
          tags,
          summary: 'One customer; of somebody else’s only the masked name and whose she is',
          params: One,
          response: { 200: Customer, ...problems },
        },
      },
      async (request) => {
        const { id: staff } = staffOf(request);
        return db.reading(request.merchant, async (reader) => {
          const life = await bondLife(reader);
          const { now } = reader;
          const since = before(now, days(life.expireDays));
          const found = await findCustomer(reader, request.params.id, staff, since);
          if (found === null) throw new Refusal('not_found', 'members.no_such_member');
          if (!found.isMine) return { now, ...stranger(found) };
          const endsAt = endOf(found.endingSince, life);
          return { now, endsAt, ...known(found, await findHabits(reader, found.id), now) };
        });
      },
    );

    app.get(
      '/customers/:id/timeline',
      {
        config,
        schema: {
          tags,
          summary: 'Her story with us: visits, shares, orders, whom she brought, my notes',
          params: One,
          querystring: Query({ ...page }),
          response: { 200: PageOf(Happening), ...problems },
        },
      },
      async (request) => {
        const { id: staff } = staffOf(request);
        const { after: from = null, count } = request.query;
        return db.reading(request.merchant, async (reader) => {
          const since = await bondsEndedBy(reader);
          const found = await findCustomer(reader, request.params.id, staff, since);
          if (found?.isMine !== true) throw new Refusal('not_found', 'members.no_such_member');
          return findTimeline(reader, { member: found.id, staff, after: from, count });
        });
      },
    );

    app.post(
      '/customers/:id/notes',
      {
        config,
        schema: {
          tags,
          summary: 'Note a talk; it keeps the bond alive',
          params: One,
          body: Body({
            id: Uuid<Id<'note'>>(),
            words: Type.String({ minLength: 1, maxLength: 500 }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body, params } = request;
        const { id: staff } = staffOf(request);
        await writeNote(db, { merchant, ...body, member: params.id, staff });
        return reply.code(201).send({ id: body.id });
      },
    );
  };
