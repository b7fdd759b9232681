/** Any account of the ledger: what it had, what came and went, what it had at the end of a day. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day as DayString } from '../../kernel/time.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import { findEntries, findOwner, findTotalsAsOf } from '../../views/account-book.ts';
import {
  Day,
  Fen,
  Instant,
  momentCursor,
  Nullable,
  page,
  PageOf,
  problems,
  Query,
  Uuid,
  UUID_TIE,
} from '../schema.ts';
import { reach } from '../staff-session.ts';

const DayIn = Type.Unsafe<DayString>(Day);
export const Span = { from: DayIn, to: DayIn };
export const AccountName = Type.Object({
  account: Type.String({
    pattern: '^(cash|order|due|debt|payout):[a-z0-9_:-]{1,90}$',
    examples: ['due:dealer:0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d'],
  }),
});
export const AccountSpan = Type.Object({
  account: Type.String(),
  name: Type.String({ description: 'Whose it is; empty where it is nobody’s own' }),
  from: Day,
  to: Day,
  openingFen: Fen,
  inFen: Fen,
  outFen: Fen,
  closingFen: Fen,
});
const Entry = Type.Object({
  id: Uuid(),
  at: Instant,
  type: Type.String(),
  from: Type.String(),
  to: Type.String(),
  fromName: Type.String(),
  toName: Type.String(),
  signedFen: Type.Integer({ description: 'Above nothing it came, below it went' }),
  role: Type.String(),
  orderId: Nullable(Uuid()),
  orderNumber: Nullable(Type.String()),
});
const AsOf = Type.Object({
  on: Day,
  cashInFen: Fen,
  hqFen: Fen,
  dealersFen: Fen,
  outletsFen: Fen,
  staffFen: Fen,
  membersFen: Fen,
  debtFen: Fen,
  pendingFen: Fen,
  refundingFen: Fen,
});

export const accountRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const permission = 'money.write'; // the whole chain's money: head office and finance
    const config = { permission };

    app.get(
      '/ledger/as-of',
      {
        config,
        schema: {
          tags: ['money'],
          summary: 'Totals of the ledger at the end of a business day',
          querystring: Query({ on: DayIn }),
          response: { 200: AsOf, ...problems },
        },
      },
      async ({ merchant, query: { on } }) => ({
        on,
        ...(await db.reading(merchant, (reader) => findTotalsAsOf(reader, on))),
      }),
    );

    app.get(
      '/ledger/accounts/:account',
      {
        config,
        schema: {
          tags: ['money'],
          summary: 'Opening + in − out = closing of any account, over whole days',
          params: AccountName,
          querystring: Query(Span),
          response: { 200: AccountSpan, ...problems },
        },
      },
      async (request) => {
        const { account } = request.params;
        return db.reading(request.merchant, async (reader) => {
          const owner = await findOwner(reader, account, reach(request, permission));
          if (owner === null) throw new Refusal('not_found', 'ledger.no_such_account');
          const span = await ledger.accountSpan(reader, account, request.query);
          return { account, ...owner, ...request.query, ...span };
        });
      },
    );

    app.get(
      '/ledger/accounts/:account/entries',
      {
        config,
        schema: {
          tags: ['money'],
          summary: 'What moved on an account in those days, newest first',
          params: AccountName,
          querystring: Query({ ...Span, ...page, after: momentCursor(UUID_TIE) }),
          response: { 200: PageOf(Entry), ...problems },
        },
      },
      async (request) => {
        const { account } = request.params;
        const { after = null, ...wish } = request.query;
        return db.reading(request.merchant, async (reader) => {
          const owner = await findOwner(reader, account, reach(request, permission));
          if (owner === null) throw new Refusal('not_found', 'ledger.no_such_account');
          return findEntries(reader, { account, ...wish, after });
        });
      },
    );
  };
