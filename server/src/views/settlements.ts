/** Documents of a branch, newest month first; one with what was said about it. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const COLUMNS = `d.id, d.kind, d.party_id as "partyId", n.name, d.month,
  d.opening_fen as "openingFen", d.earned_fen as "earnedFen", d.charged_fen as "chargedFen",
  d.paid_fen as "paidFen", d.pending_fen as "pendingFen", d.closing_fen as "closingFen",
  d.lines, d.state, d.needs_second as "needsSecond", d.closed_at as "closedAt",
  d.state_at as "stateAt", d.hash,
  (select coalesce(sum(t.amount_fen), 0)::bigint from ledger.transfer t
    where t.merchant_id = d.merchant_id and t.type = 'bank'
      and starts_with(t.source, d.id::text)) as "transferredFen",
  (select count(*)::integer from settlement.dispute x where x.merchant_id = d.merchant_id
    and x.document_id = d.id and x.state = 'open') as "openDisputes"`;
const row = {
  id: col.id(),
  kind: col.text<'dealer' | 'outlet'>(),
  partyId: col.id<'node'>(),
  name: col.text(),
  month: col.text(),
  openingFen: col.fen,
  earnedFen: col.fen,
  chargedFen: col.fen,
  paidFen: col.fen,
  pendingFen: col.fen,
  closingFen: col.fen,
  lines: col.int,
  state: col.text<'closed' | 'disputed' | 'answered' | 'confirmed' | 'approved'>(),
  needsSecond: col.bool,
  closedAt: col.instant,
  stateAt: col.instant,
  hash: col.text(),
  transferredFen: col.fen,
  openDisputes: col.int,
};
const REACH = { reach: col.list(col.id<'node'>()) };
const list = statement(
  'views.settlements',
  {
    ...REACH,
    month: col.maybe(col.text()),
    kind: col.maybe(col.text()),
    state: col.maybe(col.text()),
    afterMonth: col.maybe(col.text()),
    afterId: col.maybe(col.id()),
    most: col.big,
  },
  `select ${COLUMNS} from settlement.document d
   join chain.node n on n.merchant_id = d.merchant_id and n.id = d.party_id
   where d.merchant_id = :merchant and n.path && :reach
     and (cast(:month as text) is null or d.month = :month)
     and (cast(:kind as text) is null or d.kind = :kind)
     and (cast(:state as text) is null or d.state = :state)
     and (cast(:afterMonth as text) is null
       or (d.month, d.id) < (:afterMonth, cast(:afterId as uuid)))
   order by d.month desc, d.id desc limit :most`,
  row,
);
export async function findSettlements(
  reader: Reader,
  wish: {
    readonly reach: readonly NodeId[];
    readonly month: string | null;
    readonly kind: string | null;
    readonly state: string | null;
    readonly after: string | null;
    readonly count: number;
  },
) {
  const { after, count, ...rest } = wish;
  const [afterMonth = null, afterId = null] = after?.split('_') ?? [];
  const ask = { ...rest, afterMonth, afterId: afterId as never, most: count + 1 };
  const found = await reader.ask(list, ask);
  const items = found.slice(0, count);
  const last = items.at(-1);
  return { items, next: found.length > count && last ? `${last.month}_${last.id}` : null };
}

const one = statement(
  'views.settlement',
  { ...REACH, id: col.id() },
  `select ${COLUMNS} from settlement.document d
   join chain.node n on n.merchant_id = d.merchant_id and n.id = d.party_id
   where d.merchant_id = :merchant and d.id = :id and n.path && :reach`,
  row,
);
const disputes = statement(
  'views.settlement_disputes',
  { id: col.id() },
  `select x.id, x.line_no as "lineNo", coalesce(l.order_number, '') as "orderNumber", x.reason,
     a.name as "askedBy", x.asked_at as "askedAt", x.state, x.answer,
     x.correction_fen as "correctionFen", b.name as "answeredBy", x.answered_at as "answeredAt"
   from settlement.dispute x
   join chain.staff a on a.merchant_id = x.merchant_id and a.id = x.asked_by
   left join chain.staff b on b.merchant_id = x.merchant_id and b.id = x.answered_by
   left join settlement.line l on l.merchant_id = x.merchant_id
     and l.document_id = x.document_id and l.no = x.line_no
   where x.merchant_id = :merchant and x.document_id = :id order by x.asked_at, x.id`,
  {
    id: col.id(),
    lineNo: col.maybe(col.int),
    orderNumber: col.text(),
    reason: col.text(),
    askedBy: col.text(),
    askedAt: col.instant,
    state: col.text<'open' | 'kept' | 'corrected'>(),
    answer: col.text(),
    correctionFen: col.big,
    answeredBy: col.maybe(col.text()),
    answeredAt: col.maybe(col.instant),
  },
);
const steps = statement(
  'views.settlement_steps',
  { id: col.id() },
  `select s.verb, a.name as "by", s.words, s.at from settlement.step s
   left join chain.staff a on a.merchant_id = s.merchant_id and a.id = s.actor_id
   where s.merchant_id = :merchant and s.document_id = :id order by s.at, s.id`,
  { verb: col.text(), by: col.maybe(col.text()), words: col.text(), at: col.instant },
);
export async function findSettlement(reader: Reader, id: string, reach: readonly NodeId[]) {
  const key = { id: id as never };
  const [[found], asked, done] = await Promise.all([
    reader.ask(one, { ...key, reach }),
    reader.ask(disputes, key),
    reader.ask(steps, key),
  ]);
  return found === undefined ? null : { ...found, disputes: asked, steps: done };
}

const months = statement(
  'views.settlement_months',
  REACH,
  `select distinct d.month from settlement.document d
   join chain.node n on n.merchant_id = d.merchant_id and n.id = d.party_id
   where d.merchant_id = :merchant and n.path && :reach order by 1 desc`,
  { month: col.text() },
);
export const findMonths = async (reader: Reader, reach: readonly NodeId[]) =>
  (await reader.ask(months, { reach })).map(({ month }) => month);
