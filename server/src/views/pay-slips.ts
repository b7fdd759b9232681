/** What a guide had, got and took out in a month, by kind; from the ledger, so it adds up. */
import type { NodeId, StaffId } from '../kernel/id.ts';
import { plus, sum, ZERO, type Fen } from '../kernel/money.ts';
import { addMonths, startOf, type Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

/** Due and debt are one purse here: what moves between them is nothing to the person. */
const slips = statement(
  'views.pay_slips',
  {
    reach: col.list(col.id<'node'>()),
    staff: col.maybe(col.id<'staff'>()),
    since: col.instant,
    until: col.instant,
  },
  `select s.id as staff, s.name, coalesce(n.name, '') as "outletName", k.kind,
     sum(k.fen)::bigint as fen, count(*)::integer as count
   from chain.staff s
   left join chain.node n on n.merchant_id = s.merchant_id and n.id = s.outlet_id
   cross join lateral (
     select case when t.at < :since then 'opening'
         when t.type = 'post' then 'commission_' || coalesce(c.sale_kind::text, 'other')
         when t.type = 'debt' then 'claw_back' else t.type::text end as kind,
       t.amount_fen * ((t.to_account in (a.due, a.debt))::integer
         - (t.from_account in (a.due, a.debt))::integer) as fen
     from (select concat_ws(':', 'due', 'staff', s.id) as due,
         concat_ws(':', 'debt', 'staff', s.id) as debt) a
     join ledger.transfer t on t.merchant_id = s.merchant_id and t.at < :until
       and (t.to_account in (a.due, a.debt) or t.from_account in (a.due, a.debt))
     left join attribution.credit c on c.merchant_id = t.merchant_id and c.order_id = t.order_id
   ) k
   where s.merchant_id = :merchant and (:staff::uuid is null or s.id = :staff)
     and (n.path && :reach or (n.id is null and :reach && array(
       select r.id from chain.node r where r.merchant_id = s.merchant_id and r.kind = 'hq')))
   group by s.id, s.name, n.name, k.kind order by s.name, s.id, k.kind`,
  {
    staff: col.id<'staff'>(),
    name: col.text(),
    outletName: col.text(),
    kind: col.text(),
    fen: col.fen,
    count: col.int,
  },
);

export interface PaySlip {
  readonly staffId: StaffId;
  readonly name: string;
  readonly outletName: string;
  readonly openingFen: Fen;
  readonly lines: readonly { readonly kind: string; readonly fen: Fen; readonly count: number }[];
  /** What the month's work brought, before anything was taken out. */
  readonly earnedFen: Fen;
  readonly closingFen: Fen;
}
const WENT_OUT = ['withdraw', 'payout_back', 'fee', 'fee_back', 'withheld', 'withheld_back'];

export async function findPaySlips(
  reader: Reader,
  wish: { readonly reach: readonly NodeId[]; readonly staff: StaffId | null; readonly month: Day },
): Promise<PaySlip[]> {
  const { reach, staff, month } = wish;
  const [since, until] = [startOf(month), startOf(addMonths(month, 1))];
  const rows = await reader.ask(slips, { reach, staff, since, until });
  return [...Map.groupBy(rows, (row) => row.staff).values()].map((hers): PaySlip => {
    const { staff: staffId, name, outletName } = hers[0]!;
    const openingFen = hers.find(({ kind }) => kind === 'opening')?.fen ?? ZERO;
    const lines = hers
      .filter(({ kind, fen }) => kind !== 'opening' && fen !== 0)
      .map(({ kind, fen, count }) => ({ kind, fen, count }));
    const earnedFen = sum(
      lines.filter(({ kind }) => !WENT_OUT.includes(kind)).map(({ fen }) => fen),
    );
    const closingFen = plus(openingFen, sum(lines.map(({ fen }) => fen)));
    return { staffId, name, outletName, openingFen, lines, earnedFen, closingFen };
  });
}
