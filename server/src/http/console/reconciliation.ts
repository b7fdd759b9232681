/** Reconciliation for finance: bills by day, breaks, and what can be done about one. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { agreeOnFee } from '../../flows/agree-on-fee.ts';
import { fetchBill } from '../../flows/reconcile-bills.ts';
import type { House, Neighbours } from '../../house.ts';
import type { Day as DayOf } from '../../kernel/time.ts';
import { holdersOf } from '../../modules/chain/chain.ts';
import { findBillAccounts, findBillDays } from '../../views/bill-days.ts';
import {
  Body,
  Day,
  Fen,
  Instant,
  Nullable,
  page,
  PageOf,
  problems,
  Query,
  Uuid,
} from '../schema.ts';
import { actorOf } from '../staff-session.ts';

export const RECONCILE = 'payments.reconcile';
const tags = ['reconciliation'];
const key = { channel: Type.String(), account: Type.String(), accountName: Type.String() };
const BillDay = Type.Object({
  ...key,
  day: Day,
  state: Type.Enum(['waiting', 'importing', 'compared']),
  failure: Type.String({ description: 'Why it is not there yet: not_ready, or a code' }),
  tries: Type.Integer(),
  triedAt: Nullable(Instant),
  lines: Type.Integer(),
  paidCount: Type.Integer(),
  therePaidFen: Fen,
  herePaidFen: Fen,
  refundCount: Type.Integer(),
  thereRefundedFen: Fen,
  hereRefundedFen: Fen,
  feeFen: Fen,
  differenceFen: Fen,
  hash: Type.String(),
  comparedAt: Nullable(Instant),
  openBreaks: Type.Integer(),
});
const Account = Type.Object({
  ...key,
  since: Day,
  feeBps: Nullable(Type.Integer()),
  lastDay: Nullable(Day),
  openBreaks: Type.Integer(),
  oldestAt: Nullable(Instant),
  openFen: Fen,
});
export const DAY_FILTERS = {
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  only: Type.Optional(Type.Enum(['open', 'waiting', 'agrees'])),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};
export const NO_DAYS_ASKED = { channel: null, only: null, from: null, to: null };
const TheAccount = {
  channel: Type.String({ minLength: 1, maxLength: 40 }),
  account: Type.String({ minLength: 1, maxLength: 100 }),
};

export const reconciliationRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    const config = { permission: RECONCILE };
    app.get(
      '/reconciliation/accounts',
      {
        config,
        schema: {
          tags,
          summary: 'Accounts at providers whose bills are compared, and who may own a break',
          response: {
            200: Type.Object({
              items: Type.Array(Account),
              owners: Type.Array(Type.Object({ id: Uuid(), name: Type.String() })),
            }),
            ...problems,
          },
        },
      },
      async ({ merchant }) =>
        db.reading(merchant, async (reader) => {
          const [items, owners] = await Promise.all([
            findBillAccounts(reader),
            holdersOf(reader, RECONCILE),
          ]);
          return { items, owners };
        }),
    );

    app.get(
      '/reconciliation/days',
      {
        config,
        schema: {
          tags,
          summary: 'Bills by day and account with the sums of both sides; the newest first',
          querystring: Query({ ...page, ...DAY_FILTERS }),
          response: { 200: PageOf(BillDay), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, ...q } = request.query;
        const wish = { ...NO_DAYS_ASKED, ...q, after, count };
        return db.reading(request.merchant, (reader) => findBillDays(reader, wish));
      },
    );

    app.post(
      '/reconciliation/days/fetch',
      {
        config,
        schema: {
          tags,
          summary: 'Fetch and compare the bill of one day now; a day that is done stays as it is',
          body: Body({ ...TheAccount, day: Day }),
          response: {
            200: Type.Object({ state: Type.Enum(['compared', 'not_ready']) }),
            ...problems,
          },
        },
      },
      async ({ merchant, body }) => {
        const key = { ...body, day: body.day as DayOf };
        return { state: await fetchBill(house, merchant, key) };
      },
    );

    app.put(
      '/reconciliation/accounts/fee',
      {
        config,
        schema: {
          tags,
          summary: 'The agreed fee in basis points; null: the rate in the bill is believed',
          body: Body({
            ...TheAccount,
            feeBps: Nullable(Type.Integer({ minimum: 0, maximum: 1_000 })),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        await agreeOnFee(db, { merchant, actor: actorOf(request), ...body });
        return reply.code(204).send(null);
      },
    );
  };
