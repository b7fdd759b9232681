/** Withdrawals as finance sees them: those that wait on top, each with its payee, masked. */
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const WAITS = `(w.state in ('asked', 'approved') and w.released_at is null)::integer`;

const all = statement(
  'views.withdrawals',
  { after: col.maybe(col.text()), state: col.maybe(col.text()), most: col.big },
  `select w.id, split_part(w.account, ':', 2) as kind,
     coalesce(s.name, nullif(m.name, ''), '') as name, w.amount_fen as "amountFen",
     w.fee_fen as "feeFen", w.withheld_fen as "withheldFen",
     w.amount_fen - w.fee_fen - w.withheld_fen as "netFen", w.method as way,
     coalesce(p.kind, '') as "payeeKind", coalesce(p.name_masked, '') as "payeeName",
     coalesce(p.account_masked, '') as "payeeAccount", coalesce(p.bank_name, '') as "bankName",
     (select count(distinct o.party_id) from payouts.payee o where o.merchant_id = w.merchant_id
        and o.account_hash = p.account_hash and p.account_masked <> ''
        and o.party_id <> p.party_id)::integer as "sharedWith",
     w.needs_second as "needsSecond", coalesce(a.name, '') as "approvedBy",
     w.approved_by as "approvedById", w.reason, l.batch_id as "batchId",
     case when ${WAITS} = 0 and w.done_at is null then 'under_way' else w.state end as state,
     w.asked_at as "askedAt", w.released_at as "releasedAt", w.done_at as "doneAt",
     ${WAITS} || '_' || w.id as cursor
   from ledger.withdrawal w
   left join payouts.payee p on p.merchant_id = w.merchant_id and p.id = w.payee_id
   left join payouts.batch_line l on l.merchant_id = w.merchant_id and l.withdrawal_id = w.id
   left join chain.staff a on a.merchant_id = w.merchant_id and a.id = w.approved_by
   left join chain.staff s on s.merchant_id = w.merchant_id
     and w.account = concat_ws(':', 'due', 'staff', s.id)
   left join members.member m on m.merchant_id = w.merchant_id
     and w.account = concat_ws(':', 'due', 'member', m.id)
   where w.merchant_id = :merchant
     and (:after::text is null or (${WAITS}, w.id) <
       (split_part(:after, '_', 1)::integer, split_part(:after, '_', 2)::uuid))
     and (:state::text is null or :state =
       case when ${WAITS} = 0 and w.done_at is null then 'under_way' else w.state end)
   order by ${WAITS} desc, w.id desc limit :most`,
  {
    id: col.id(),
    kind: col.text(),
    name: col.text(),
    amountFen: col.fen,
    feeFen: col.fen,
    withheldFen: col.fen,
    netFen: col.fen,
    way: col.text(),
    payeeKind: col.text(),
    payeeName: col.text(),
    payeeAccount: col.text(),
    bankName: col.text(),
    sharedWith: col.int,
    needsSecond: col.bool,
    approvedBy: col.text(),
    approvedById: col.maybe(col.id<'staff'>()),
    reason: col.text(),
    batchId: col.maybe(col.id()),
    state: col.text(),
    askedAt: col.instant,
    releasedAt: col.maybe(col.instant),
    doneAt: col.maybe(col.instant),
    cursor: col.text(),
  },
);

export async function findWithdrawals(
  reader: Reader,
  wish: {
    readonly after: string | null;
    readonly count: number;
    readonly state?: string | null;
  },
) {
  const { after, count, state = null } = wish;
  const found = await reader.ask(all, { after, state, most: count + 1 });
  const items = found.slice(0, count).map(({ cursor: _, ...row }) => row);
  return { items, next: found.length > count ? found[count - 1]!.cursor : null };
}

const batches = statement(
  'views.payout_batches',
  { most: col.big },
  `select b.id, b.lines, b.amount_fen as "amountFen", coalesce(s.name, '') as "madeBy",
     b.made_at as "madeAt",
     (count(*) filter (where l.state = 'exported'))::integer as open,
     (count(*) filter (where l.state = 'failed'))::integer as failed
   from payouts.batch b
   join payouts.batch_line l on l.merchant_id = b.merchant_id and l.batch_id = b.id
   left join chain.staff s on s.merchant_id = b.merchant_id and s.id = b.made_by
   where b.merchant_id = :merchant group by b.id, b.lines, b.amount_fen, s.name, b.made_at
   order by b.made_at desc, b.id desc limit :most`,
  {
    id: col.id(),
    lines: col.int,
    amountFen: col.fen,
    madeBy: col.text(),
    madeAt: col.instant,
    open: col.int,
    failed: col.int,
  },
);
export const findBatches = (reader: Reader) => reader.ask(batches, { most: 50 });

/** What platforms report of natural persons for a span of payment days, a row a person. */
const taxed = statement(
  'views.tax_report',
  { from: col.instant, until: col.instant },
  `select (max(p.id::text))::uuid as "payeeId", max(p.name_masked) as name,
     max(p.id_no_masked) as "idNo", string_agg(distinct w.tax_method, ',') as method,
     sum(w.amount_fen)::bigint as "incomeFen", sum(w.taxable_fen)::bigint as "taxableFen",
     sum(w.withheld_fen)::bigint as "withheldFen", sum(w.fee_fen)::bigint as "feeFen",
     count(*)::integer as times
   from ledger.withdrawal w
   join payouts.payee p on p.merchant_id = w.merchant_id and p.id = w.payee_id
   where w.merchant_id = :merchant and w.state = 'paid'
     and w.released_at >= :from and w.released_at < :until
   group by p.id_no_hash order by 5 desc, 1`,
  {
    payeeId: col.id<'payee'>(),
    name: col.text(),
    idNo: col.text(),
    method: col.text(),
    incomeFen: col.fen,
    taxableFen: col.fen,
    withheldFen: col.fen,
    feeFen: col.fen,
    times: col.int,
  },
);
export const findTaxReport = (
  reader: Reader,
  span: { readonly from: Instant; readonly until: Instant },
) => reader.ask(taxed, span);
