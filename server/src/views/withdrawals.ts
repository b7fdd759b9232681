/** Withdrawals that finance lets go: the newest first, those that wait on top. */
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const all = statement(
  'views.withdrawals',
  { after: col.maybe(col.text()), most: col.big },
  `select w.id, split_part(w.account, ':', 2) as kind,
     coalesce(s.name, nullif(m.name, ''), '') as name, w.amount_fen as "amountFen",
     case when w.state = 'asked' and p.resolved_at is not null then 'under_way'
       else w.state end as state,
     w.asked_at as "askedAt", w.done_at as "doneAt",
     (case when w.state = 'asked' and p.resolved_at is null then 1 else 0 end) || '_' || w.id
       as cursor
   from ledger.withdrawal w
   join ledger.pending p on p.merchant_id = w.merchant_id and p.type = 'withdraw'
     and p.source = w.id::text
   left join chain.staff s on s.merchant_id = w.merchant_id
     and w.account = concat_ws(':', 'due', 'staff', s.id)
   left join members.member m on m.merchant_id = w.merchant_id
     and w.account = concat_ws(':', 'due', 'member', m.id)
   where w.merchant_id = :merchant
     and (:after::text is null or ((w.state = 'asked' and p.resolved_at is null)::integer, w.id) <
       (split_part(:after, '_', 1)::integer, split_part(:after, '_', 2)::uuid))
   order by (w.state = 'asked' and p.resolved_at is null)::integer desc, w.id desc limit :most`,
  {
    id: col.id(),
    kind: col.text(),
    name: col.text(),
    amountFen: col.fen,
    state: col.text(),
    askedAt: col.instant,
    doneAt: col.maybe(col.instant),
    cursor: col.text(),
  },
);

export async function findWithdrawals(
  reader: Reader,
  { after, count }: { readonly after: string | null; readonly count: number },
) {
  const found = await reader.ask(all, { after, most: count + 1 });
  const items = found.slice(0, count).map(({ cursor: _, ...row }) => row);
  return { items, next: found.length > count ? found[count - 1]!.cursor : null };
}
