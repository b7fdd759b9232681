/** The ledger for head office: totals, every transfer, and whether the chain of hashes holds. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import {
  findLedgerOverview,
  findTransfers,
  LEDGER_SORTS,
  type LedgerSort,
} from '../../views/ledger-list.ts';
import { Day, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { Posting } from './order-money.ts';

const Verdict = Type.Object({
  at: Instant,
  /** Transfers under the chain, its last block and that block's hash: worth a note elsewhere. */
  transfers: Type.Integer(),
  blockNo: Type.Integer(),
  blockHash: Type.String(),
  brokenBlocks: Type.Array(Type.Integer()),
  drift: Type.Array(
    Type.Object({
      what: Type.String({ description: 'balance, frozen, or what a day brought: day_in, day_out' }),
      account: Type.String(),
      day: Nullable(Day),
      keptFen: Fen,
      summedFen: Fen,
    }),
  ),
});
const verdictOf = ({ broken: brokenBlocks, drift, ...found }: ledger.Checkup) => ({
  ...found,
  brokenBlocks: [...brokenBlocks],
  drift: drift.map(({ kept, summed, ...row }) => ({ ...row, keptFen: kept, summedFen: summed })),
});
const Overview = Type.Object({
  cashInFen: Fen,
  hqFen: Fen,
  dealersFen: Fen,
  outletsFen: Fen,
  staffFen: Fen,
  membersFen: Fen,
  debtFen: Fen,
  pendingFen: Fen,
  refundingFen: Fen,
  blocks: Type.Integer(),
  rolledUpAt: Nullable(Instant),
  breaks: Type.Integer(),
  /** The nightly look through the whole history; null before the first night. */
  lastCheck: Nullable(Verdict),
});
const Row = Type.Intersect([
  Posting,
  Type.Object({ orderId: Nullable(Uuid()), orderNumber: Nullable(Type.String()) }),
]);
export const TRANSFER_FILTERS = {
  type: Type.Optional(Type.String({ maxLength: 20 })),
  account: Type.Optional(Type.String({ maxLength: 80 })),
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
  sort: Type.Enum(LEDGER_SORTS, { default: '-at' }),
};
export const NOTHING_ASKED = { type: null, account: null, from: null, until: null };

export const ledgerRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const permission = 'money.write'; // the whole chain's money: head office and finance
    app.get(
      '/ledger',
      {
        config: { permission },
        schema: {
          tags: ['money'],
          summary: 'Totals of the ledger; shared accounts up to the last roll-up',
          response: { 200: Overview, ...problems },
        },
      },
      async (request) =>
        house.db.reading(request.merchant, async (reader) => {
          const [totals, last] = await Promise.all([
            findLedgerOverview(reader),
            ledger.lastCheckup(reader),
          ]);
          return { ...totals, lastCheck: last === null ? null : verdictOf(last) };
        }),
    );

    app.get(
      '/ledger/transfers',
      {
        config: { permission },
        schema: {
          tags: ['money'],
          summary: 'Transfers; unless told, newest first',
          querystring: Query({ ...page, ...TRANSFER_FILTERS }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, sort, ...q } = request.query;
        const wish = { ...NOTHING_ASKED, ...q, after, count };
        return house.db.reading(request.merchant, (reader) =>
          findTransfers(reader, wish, sort as LedgerSort),
        );
      },
    );

    app.get(
      '/ledger/check',
      {
        config: { permission },
        schema: {
          tags: ['money'],
          summary: 'Recompute every block and every total; empty lists mean that all is well',
          response: { 200: Verdict, ...problems },
        },
      },
      async (request) => verdictOf(await house.db.reading(request.merchant, ledger.checkUp)),
    );
  };
