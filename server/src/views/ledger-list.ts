/** The ledger as a list of transfers, and the totals that head office keeps an eye on. */
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { AFTER, bySort, pageOf, placeOf, sortsOf } from '../platform/keyset.ts';
import { statement } from '../platform/statement.ts';
import { NAME_OF } from './order-money.ts';

/** Ids are made by time; `ledger.transfer_amount` serves the other. */
const SORTS = { at: null, amountFen: { by: 't.amount_fen', type: 'bigint' } } as const;
export const LEDGER_SORTS = sortsOf(SORTS);
export type LedgerSort = (typeof LEDGER_SORTS)[number];

const transfers = bySort(
  'views.ledger_transfers',
  SORTS,
  ['t.id'],
  (name, { behind, order, cursor }) =>
    statement(
      name,
      {
        type: col.maybe(col.text()),
        account: col.maybe(col.text()),
        from: col.maybe(col.instant),
        until: col.maybe(col.instant),
        most: col.big,
        ...AFTER,
      },
      `select t.id, t.at, t.type, t.from_account as "from", t.to_account as "to",
         ${NAME_OF('t.from_account')} as "fromName", ${NAME_OF('t.to_account')} as "toName",
         t.amount_fen as "amountFen", coalesce(t.role, '') as role, t.order_id as "orderId",
         o.number as "orderNumber", ${cursor} as cursor
       from ledger.transfer t
       left join orders.order o on o.merchant_id = t.merchant_id and o.id = t.order_id
       where t.merchant_id = :merchant
         and (cast(:type as text) is null or t.type = :type)
         and (cast(:account as text) is null
           or t.from_account = :account or t.to_account = :account)
         and (cast(:from as timestamptz) is null or t.at >= :from)
         and (cast(:until as timestamptz) is null or t.at < :until)
         and ${behind}
       order by ${order} limit :most`,
      {
        id: col.id(),
        at: col.instant,
        type: col.text(),
        from: col.text(),
        to: col.text(),
        fromName: col.text(),
        toName: col.text(),
        amountFen: col.fen,
        role: col.text(),
        orderId: col.maybe(col.id<'order'>()),
        orderNumber: col.maybe(col.text()),
        cursor: col.text(),
      },
    ),
);

export interface LedgerWish {
  readonly type: string | null;
  readonly account: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly after: string | null;
  readonly count: number;
}
export async function findTransfers(
  reader: Reader,
  { count, after, ...wish }: LedgerWish,
  sort: LedgerSort = '-at',
) {
  const span = wish as typeof wish & { from: Instant | null; until: Instant | null };
  const ask = { ...span, ...placeOf(after), most: count + 1 };
  return pageOf(await reader.ask(transfers(sort), ask), count);
}

const overview = statement(
  'views.ledger_overview',
  {},
  `with guarded as (
     select split_part(account, ':', 1) as kind, split_part(account, ':', 2) as sub,
       balance_fen, pending_out_fen from ledger.account where merchant_id = :merchant
   ), rolled as (
     select account, balance_fen from ledger.rollup where merchant_id = :merchant
   )
   select
     (select coalesce(-sum(balance_fen), 0)::bigint from rolled
       where starts_with(account, 'cash')) as "cashInFen",
     (select coalesce(sum(balance_fen), 0)::bigint from rolled
       where account ~ '^due.hq') as "hqFen",
     (select coalesce(sum(balance_fen), 0)::bigint from rolled
       where account ~ '^due.dealer') as "dealersFen",
     (select coalesce(sum(balance_fen), 0)::bigint from rolled
       where account ~ '^due.outlet') as "outletsFen",
     (select coalesce(sum(balance_fen), 0)::bigint from guarded
       where kind = 'due' and sub = 'staff') as "staffFen",
     (select coalesce(sum(balance_fen), 0)::bigint from guarded
       where kind = 'due' and sub = 'member') as "membersFen",
     (select coalesce(-sum(balance_fen), 0)::bigint from guarded where kind = 'debt') as "debtFen",
     (select coalesce(sum(balance_fen), 0)::bigint from guarded
       where kind = 'order') as "pendingFen",
     (select coalesce(sum(amount_fen), 0)::bigint from ledger.pending
       where merchant_id = :merchant and type = 'refund' and resolved_at is null) as "refundingFen",
     (select count(*)::integer from ledger.block where merchant_id = :merchant) as blocks,
     (select max(at) from ledger.rollup_cursor where merchant_id = :merchant) as "rolledUpAt",
     (select count(*)::integer from payments.capture
       where merchant_id = :merchant and use = 'mismatch') as breaks`,
  {
    cashInFen: col.fen,
    hqFen: col.fen,
    dealersFen: col.fen,
    outletsFen: col.fen,
    staffFen: col.fen,
    membersFen: col.fen,
    debtFen: col.fen,
    pendingFen: col.fen,
    refundingFen: col.fen,
    blocks: col.int,
    rolledUpAt: col.maybe(col.instant),
    breaks: col.int,
  },
);
export async function findLedgerOverview(reader: Reader) {
  const [found] = await reader.ask(overview, {});
  return found!;
}
