import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Dispute, DocumentState, Holder, Month, StepVerb } from './types.ts';

const kind = col.text<Holder['kind']>();
const month = col.text<Month>();
const document = col.id();
const staff = col.id<'staff'>();
const sums = {
  openingFen: col.fen,
  earnedFen: col.fen,
  chargedFen: col.fen,
  paidFen: col.fen,
  pendingFen: col.fen,
  closingFen: col.fen,
};

/** Once a holder and month, whoever closes. */
export const insertDocument = guard(
  'settlement.insert_document',
  {
    id: document,
    kind,
    party: col.id(),
    month,
    ...sums,
    lines: col.int,
    hash: col.text(),
    policyVersion: col.int,
    needsSecond: col.bool,
  },
  `insert into settlement.document (merchant_id, id, kind, party_id, month, opening_fen, earned_fen,
     charged_fen, paid_fen, pending_fen, closing_fen, lines, hash, policy_version, needs_second,
     state, closed_at, state_at)
   values (:merchant, :id, :kind, :party, :month, :openingFen, :earnedFen, :chargedFen, :paidFen,
     :pendingFen, :closingFen, :lines, :hash, :policyVersion, :needsSecond, 'closed', :now, :now)
   on conflict do nothing`,
);
const line = {
  orderIds: col.list(col.maybe(col.id<'order'>())),
  orderNumbers: col.list(col.text()),
  placedOn: col.list(col.maybe(col.day)),
  roles: col.list(col.text()),
  homes: col.list(col.text()),
  sellings: col.list(col.text()),
  fulfillings: col.list(col.text()),
  discounts: col.list(col.fen),
  borneBy: col.list(col.text()),
  made: col.list(col.fen),
  cut: col.list(col.fen),
  former: col.list(col.maybe(col.text())),
};
export const insertLines = statement(
  'settlement.insert_lines',
  { document, before: col.int, ...line },
  `insert into settlement.line (merchant_id, document_id, no, order_id, order_number, placed_on,
     role, home_outlet, selling_outlet, fulfilling_outlet, discount_fen, borne_by, made_fen,
     cut_fen, former)
   select :merchant, :document, cast(:before as integer) + nr, order_id, number, placed, role, home,
     selling, fulfilling, discount, borne, made, cut, former
   from unnest(:orderIds::uuid[], :orderNumbers::text[], :placedOn::date[], :roles::text[],
     :homes::text[], :sellings::text[], :fulfillings::text[], :discounts::bigint[],
     :borneBy::text[], :made::bigint[], :cut::bigint[], :former::text[]) with ordinality
     as x(order_id, number, placed, role, home, selling, fulfilling, discount, borne, made, cut,
       former, nr)`,
);

const found = `id, kind, party_id as party, month, opening_fen as "openingFen",
  earned_fen as "earnedFen", charged_fen as "chargedFen", paid_fen as "paidFen",
  pending_fen as "pendingFen", closing_fen as "closingFen", lines, hash,
  needs_second as "needsSecond", state, closed_at as "closedAt", confirmed_by as "confirmedBy"`;
const row = {
  id: document,
  kind,
  party: col.id(),
  month,
  ...sums,
  lines: col.int,
  hash: col.text(),
  needsSecond: col.bool,
  state: col.text<DocumentState>(),
  closedAt: col.instant,
  confirmedBy: col.maybe(staff),
};
export const selectDocument = statement(
  'settlement.find_document',
  { id: document },
  `select ${found} from settlement.document where merchant_id = :merchant and id = :id`,
  row,
);
export const lockDocument = statement(
  'settlement.lock_document',
  { id: document },
  `select ${found} from settlement.document where merchant_id = :merchant and id = :id for update`,
  row,
);
export const selectClosed = statement(
  'settlement.find_closed',
  { month },
  `select party_id as party from settlement.document
   where merchant_id = :merchant and month = :month`,
  { party: col.id() },
);
export const changeState = guard(
  'settlement.change_state',
  {
    id: document,
    from: col.list(col.text<DocumentState>()),
    to: col.text<DocumentState>(),
    confirmedBy: col.maybe(staff),
    approvedBy: col.maybe(staff),
  },
  `update settlement.document set state = :to, state_at = :now,
     confirmed_by = coalesce(:confirmedBy, confirmed_by),
     approved_by = coalesce(:approvedBy, approved_by)
   where merchant_id = :merchant and id = :id and state = any(:from)`,
);

export const insertDispute = guard(
  'settlement.insert_dispute',
  {
    id: document,
    document,
    lineNo: col.maybe(col.int),
    reason: col.text(),
    by: staff,
  },
  `insert into settlement.dispute (merchant_id, id, document_id, line_no, reason, asked_by,
     asked_at, state)
   values (:merchant, :id, :document, :lineNo, :reason, :by, :now, 'open') on conflict do nothing`,
);
export const selectDisputes = statement(
  'settlement.find_disputes',
  { document },
  `select id, document_id as document, line_no as "lineNo", reason, asked_by as "askedBy", state
   from settlement.dispute where merchant_id = :merchant and document_id = :document order by id`,
  {
    id: document,
    document,
    lineNo: col.maybe(col.int),
    reason: col.text(),
    askedBy: staff,
    state: col.text<Dispute['state']>(),
  },
);
export const answerDispute = guard(
  'settlement.answer_dispute',
  {
    id: document,
    state: col.text<Dispute['state']>(),
    answer: col.text(),
    correctionFen: col.big,
    by: staff,
  },
  `update settlement.dispute set state = :state, answer = :answer, correction_fen = :correctionFen,
     answered_by = :by, answered_at = :now
   where merchant_id = :merchant and id = :id and state = 'open'`,
);
export const insertStep = statement(
  'settlement.insert_step',
  {
    id: document,
    document,
    verb: col.text<StepVerb>(),
    actor: col.maybe(staff),
    words: col.text(),
  },
  `insert into settlement.step (merchant_id, id, document_id, verb, actor_id, words, at)
   values (:merchant, :id, :document, :verb, :actor, :words, :now)`,
);
export const selectLines = statement(
  'settlement.find_lines',
  { document, after: col.int, most: col.big },
  `select no, order_id as "orderId", order_number as "orderNumber", placed_on as "placedOn", role,
     home_outlet as "homeOutlet", selling_outlet as "sellingOutlet",
     fulfilling_outlet as "fulfillingOutlet", discount_fen as "discountFen",
     borne_by as "borneBy", made_fen as "madeFen", cut_fen as "cutFen", former
   from settlement.line
   where merchant_id = :merchant and document_id = :document and no > :after
   order by no limit :most`,
  {
    no: col.int,
    orderId: col.maybe(col.id<'order'>()),
    orderNumber: col.text(),
    placedOn: col.maybe(col.day),
    role: col.text(),
    homeOutlet: col.text(),
    sellingOutlet: col.text(),
    fulfillingOutlet: col.text(),
    discountFen: col.fen,
    borneBy: col.text(),
    madeFen: col.fen,
    cutFen: col.fen,
    former: col.maybe(col.text()),
  },
);
