/**
 * Everything that we hold about one member, for herself (PIPL, article 45): each section is a list
 * of rows. A test holds it to the map of personal data.
 */
import type { MemberId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

type Row = Readonly<Record<string, unknown>>;
const ids = { members: col.list(col.id<'member'>()) };
const section = (name: string, sql: string) =>
  statement(
    `views.member_file_${name}`,
    ids,
    `select coalesce(jsonb_agg(to_jsonb(r)), '[]') as rows from (${sql}) r`,
    { rows: col.json<Row[]>() },
  );
const HERS = 'merchant_id = :merchant and member_id = any(:members)';
const ORDERS = `(select id from orders.order where ${HERS})`;

/** What ends in `Enc` is opened for her. */
export const SECTIONS = {
  profile: section(
    'profile',
    `select m.id, m.name, m.made_at as "madeAt", m.entry, m.shows_name as "showsName",
       m.last_seen_at as "lastSeenAt", c.name as complex
     from members.member m left join chain.complex c
       on c.merchant_id = :merchant and c.id = m.complex_id
     where m.merchant_id = :merchant and m.id = any(:members)`,
  ),
  identities: section(
    'identities',
    `select kind, value_enc as "valueEnc", at from members.identity where ${HERS} order by at`,
  ),
  addresses: section(
    'addresses',
    `select name_enc as "nameEnc", phone_enc as "phoneEnc", detail_enc as "detailEnc", district,
       lat, lng, is_default as "isDefault", at
     from members.address where ${HERS} order by at`,
  ),
  consents: section(
    'consents',
    `select c.purpose, coalesce(n.name, c.controller) as company, c.text_version as text,
       c.channel, c.given_at as "givenAt", c.withdrawn_at as "withdrawnAt",
       c.withdrawn_by as "withdrawnBy"
     from members.consent c left join chain.node n
       on n.merchant_id = :merchant and n.id::text = c.controller
     where c.merchant_id = :merchant and c.member_id = any(:members) order by c.given_at`,
  ),
  orders: section(
    'orders',
    `select o.number, o.placed_at as "placedAt", o.state, t.short_name as outlet, o.way,
       o.payable_fen as "payableFen", o.refunded_fen as "refundedFen", o.note,
       o.contact_enc as "contactEnc", o.place_lat as "placeLat", o.place_lng as "placeLng",
       (select jsonb_agg(jsonb_build_object('title', l.title, 'spec', l.spec,
          'quantity', l.quantity, 'netFen', l.net_fen) order by l.no)
        from orders.line l where l.merchant_id = :merchant and l.order_id = o.id) as lines
     from orders.order o join chain.outlet t on t.merchant_id = :merchant and t.id = o.outlet_id
     where o.merchant_id = :merchant and o.member_id = any(:members) order by o.placed_at`,
  ),
  payments: section(
    'payments',
    `select o.number as "order", c.channel, c.provider_no as "providerNo",
       c.amount_fen as "amountFen", c.at
     from payments.capture c join orders.order o on o.merchant_id = :merchant and o.id = c.order_id
     where c.merchant_id = :merchant and o.member_id = any(:members) order by c.at`,
  ),
  payers: section('payers', `select payer_hash as payer, at from payments.payer where ${HERS}`),
  refunds: section(
    'refunds',
    `select o.number as "order", r.reason, r.amount_fen as "amountFen", r.state,
       r.asked_at as "askedAt", r.done_at as "doneAt"
     from orders.refund r join orders.order o on o.merchant_id = :merchant and o.id = r.order_id
     where r.merchant_id = :merchant and o.member_id = any(:members) order by r.asked_at`,
  ),
  aftersales: section(
    'aftersales',
    `select kind, reason, words, photos, state, asked_at as "askedAt",
       decision_words as "decisionWords", decided_at as "decidedAt"
     from orders.aftersales where merchant_id = :merchant and order_id in ${ORDERS}
     order by asked_at`,
  ),
  rewards: section(
    'rewards',
    `select type, amount_fen as "amountFen", from_account as "from", to_account as "to", at
     from ledger.transfer t
     where t.merchant_id = :merchant and exists (select from unnest(cast(:members as uuid[])) m(id)
       where t.from_account like concat('%', m.id) or t.to_account like concat('%', m.id))
     order by at`,
  ),
  withdrawals: section(
    'withdrawals',
    `select w.amount_fen as "amountFen", w.state, w.asked_at as "askedAt", w.done_at as "doneAt"
     from ledger.withdrawal w
     where w.merchant_id = :merchant and exists (select from unnest(cast(:members as uuid[])) m(id)
       where w.account like concat('%', m.id)) order by w.asked_at`,
  ),
  links: section(
    'links',
    `select code, target_kind as "targetKind", words, channel, made_at as "madeAt"
     from sharing.link where merchant_id = :merchant and sharer_id = any(:members)
     order by made_at`,
  ),
  visits: section(
    'visits',
    `select at, entry, link_code as link, ip_class as "ipClass"
     from sharing.visit where ${HERS} order by at desc limit 5000`,
  ),
  belonging: section(
    'belonging',
    `select kind, verb, reason, at from belonging.event where ${HERS} order by at`,
  ),
  notes: section('notes', `select words, at from members.note where ${HERS} order by at`),
  notices: section(
    'notices',
    `select kind, facts, at, read_at as "readAt" from members.notice where ${HERS} order by at`,
  ),
  sessions: section(
    'sessions',
    `select made_at as "madeAt", ends_at as "endsAt" from members.session where ${HERS}
     order by made_at`,
  ),
  erasures: section(
    'erasures',
    `select asked_by as "askedBy", asked_at as "askedAt", due_at as "dueAt", state
     from members.erasure where ${HERS} order by asked_at`,
  ),
} as const;
export type Section = keyof typeof SECTIONS;
export type MemberFile = Readonly<Record<Section, readonly Row[]>>;

const everyId = statement(
  'views.member_file_ids',
  { member: col.id<'member'>() },
  `select id from members.member
   where merchant_id = :merchant and (id = :member or merged_into = :member)`,
  { id: col.id<'member'>() },
);

/** `open`: what was sealed for others is hers to read. */
export async function findMemberFile(
  reader: Reader,
  member: MemberId,
  open: (sealed: string) => string,
): Promise<MemberFile> {
  const members = (await reader.ask(everyId, { member })).map(({ id }) => id);
  const names = Object.keys(SECTIONS) as Section[];
  const found = await Promise.all(names.map((name) => reader.ask(SECTIONS[name], { members })));
  return Object.fromEntries(
    names.map((name, i) => [name, found[i]![0]!.rows.map((row) => opened(row, open))]),
  ) as { [name in Section]: Row[] };
}

const opened = (row: Row, open: (sealed: string) => string): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) =>
      key.endsWith('Enc') && typeof value === 'string'
        ? [key.slice(0, -3), value === '' ? '' : open(value)]
        : [key, value],
    ),
  );
