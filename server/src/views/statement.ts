/**
 * What one receiver is owed over a span of days, from pendings and transfers as they stood then:
 * opening + earned + charged − paid − pending = closing, to the fen, and once more from transfers
 * alone.
 */
import type { NodeId } from '../kernel/id.ts';
import { minus, plus, type Fen } from '../kernel/money.ts';
import { addDays, startOf, type Day, type Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export type StatementKind = 'dealer' | 'outlet' | 'staff';
export const who = { kind: col.text<StatementKind>(), party: col.id() };
export const DUE = `concat_ws(':', 'due', cast(:kind as text), cast(:party as uuid))`;
export const DEBT = `concat_ws(':', 'debt', cast(:kind as text), cast(:party as uuid))`;
/** Beside an order's portions one pays another by these. */
export const CHARGES = '{promotion,promotion_back,goods,goods_back,correction}';
/** Balance of what she has and owes, by transfers before an instant. */
const BALANCE = (until: string): string => `(select coalesce(sum(case when t.to_account
    in (${DUE}, ${DEBT}) then t.amount_fen else 0 end
    - case when t.from_account in (${DUE}, ${DEBT}) then t.amount_fen else 0 end), 0)
  from ledger.transfer t where t.merchant_id = :merchant and t.at < ${until}
    and (t.to_account in (${DUE}, ${DEBT}) or t.from_account in (${DUE}, ${DEBT})))::bigint`;
/** Portions that waited at an instant: made, less voids, not yet posted. */
const WAITING = (until: string): string => `(select coalesce(sum(p.amount_fen - (select
    coalesce(sum(v.amount_fen), 0) from ledger.void v where v.merchant_id = p.merchant_id
      and v.pending_id = p.id and v.at < ${until})
    - case when p.resolved_at < ${until} then p.posted_fen else 0 end), 0)
  from ledger.pending p where p.merchant_id = :merchant and p.to_account = ${DUE}
    and p.type = 'portion' and p.at < ${until})::bigint`;
const FROZEN = (until: string): string => `(select coalesce(sum(p.amount_fen), 0)
  from ledger.pending p where p.merchant_id = :merchant and p.from_account = ${DUE}
    and p.type = 'withdraw' and p.at < ${until}
    and (p.resolved_at is null or p.resolved_at >= ${until}))::bigint`;

const sums = statement(
  'views.statement_sums',
  { ...who, from: col.instant, until: col.instant },
  `select ${BALANCE(':from')} as before, ${BALANCE(':until')} as after,
     ${WAITING(':from')} as "waitedBefore", ${WAITING(':until')} as "waitsAfter",
     ${FROZEN(':from')} as "frozenBefore", ${FROZEN(':until')} as "frozenAfter",
     (select coalesce(sum(p.amount_fen), 0) from ledger.pending p
       where p.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
         and p.at >= :from and p.at < :until)::bigint as made,
     (select coalesce(sum(v.amount_fen), 0) from ledger.void v
       join ledger.pending p on p.merchant_id = v.merchant_id and p.id = v.pending_id
       where v.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
         and v.at >= :from and v.at < :until)::bigint as voided,
     (select coalesce(sum(t.amount_fen), 0) from ledger.transfer t
       where t.merchant_id = :merchant and t.from_account in (${DUE}, ${DEBT})
         and t.type in ('claw_back', 'debt') and t.at >= :from and t.at < :until)::bigint as clawed,
     (select coalesce(sum(case when t.from_account = ${DUE} then t.amount_fen
          else -t.amount_fen end), 0) from ledger.transfer t
       where t.merchant_id = :merchant
         and ((t.from_account = ${DUE} and t.type in ('withdraw', 'bank'))
           or (t.to_account = ${DUE} and t.type = 'payout_back'))
         and t.at >= :from and t.at < :until)::bigint as paid,
     (select coalesce(sum(case when t.to_account = ${DUE} then t.amount_fen
          else -t.amount_fen end), 0) from ledger.transfer t
       where t.merchant_id = :merchant and (t.from_account = ${DUE} or t.to_account = ${DUE})
         and t.type = any('${CHARGES}') and t.at >= :from and t.at < :until)::bigint as charged`,
  {
    before: col.fen,
    after: col.fen,
    waitedBefore: col.fen,
    waitsAfter: col.fen,
    frozenBefore: col.fen,
    frozenAfter: col.fen,
    made: col.fen,
    voided: col.fen,
    clawed: col.fen,
    paid: col.fen,
    charged: col.fen,
  },
);

export interface StatementWish {
  readonly kind: StatementKind;
  readonly party: string;
  readonly from: Day;
  readonly to: Day;
}
export const spanOf = ({ from, to }: StatementWish): { from: Instant; until: Instant } => ({
  from: startOf(from),
  until: startOf(addDays(to, 1)),
});

export async function findStatement(reader: Reader, wish: StatementWish) {
  const { kind } = wish;
  const party = wish.party as never;
  const [row] = await reader.ask(sums, { kind, party, ...spanOf(wish) });
  const { before, after, waitedBefore, waitsAfter, frozenBefore, frozenAfter } = row!;
  const openingFen = plus(before, waitedBefore);
  const earnedFen = minus(minus(row!.made, row!.voided), row!.clawed);
  const closingFen = minus(
    minus(plus(plus(openingFen, earnedFen), row!.charged), row!.paid),
    waitsAfter,
  );
  const differenceFen: Fen = minus(closingFen, after);
  return {
    openingFen,
    /** Of the opening: posted, and still waiting then. */
    openingAvailableFen: before,
    openingPendingFen: waitedBefore,
    earnedFen,
    cutFen: plus(row!.voided, row!.clawed),
    /** Got less paid beside portions: a promotion's cost, goods, corrections. */
    chargedFen: row!.charged,
    paidFen: row!.paid,
    pendingFen: waitsAfter,
    closingFen,
    /** Of the closing: asked for and not yet on its way. */
    frozenFen: frozenAfter,
    openingFrozenFen: frozenBefore,
    differenceFen,
    reconciled: differenceFen === 0,
  };
}

/** Whose statements one may open: dealers, outlets and staff of the branch. */
const receivers = statement(
  'views.statement_receivers',
  { reach: col.list(col.id<'node'>()) },
  `select n.kind, n.id, n.name, n.parent_id as "outletId" from chain.node n
   where n.merchant_id = :merchant and n.path && :reach and n.kind in ('dealer', 'outlet')
   union all
   select 'staff', s.id, s.name, s.outlet_id from chain.staff s
   join chain.node n on n.merchant_id = s.merchant_id and n.id = s.outlet_id
   where s.merchant_id = :merchant and n.path && :reach
   order by 1, 3, 2`,
  {
    kind: col.text<StatementKind>(),
    id: col.id(),
    name: col.text(),
    outletId: col.maybe(col.id<'node'>()),
  },
);
export const findReceivers = (reader: Reader, reach: readonly NodeId[]) =>
  reader.ask(receivers, { reach });
