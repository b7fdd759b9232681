import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { BatchLine, PayeeKind, Person } from './types.ts';

const person = { partyKind: col.text<Person['kind']>(), partyId: col.id() };
const payeeRow = {
  id: col.id<'payee'>(),
  kind: col.text<PayeeKind>(),
  nameMasked: col.text(),
  idNoMasked: col.text(),
  accountMasked: col.text(),
  bankName: col.text(),
  isChange: col.bool,
  madeAt: col.instant,
};
const PAYEE = `id, kind, name_masked as "nameMasked", id_no_masked as "idNoMasked",
  account_masked as "accountMasked", bank_name as "bankName", is_change as "isChange",
  made_at as "madeAt"`;

export const selectPayee = statement(
  'payouts.find_payee',
  person,
  `select ${PAYEE} from payouts.payee
   where merchant_id = :merchant and party_kind = :partyKind and party_id = :partyId
     and ended_at is null`,
  payeeRow,
);
export const selectSecrets = statement(
  'payouts.find_payee_secrets',
  { ids: col.list(col.id<'payee'>()) },
  `select id, kind, name_enc as "nameEnc", id_no_enc as "idNoEnc", account_enc as "accountEnc",
     bank_name as "bankName" from payouts.payee
   where merchant_id = :merchant and id = any(:ids)`,
  {
    id: col.id<'payee'>(),
    kind: col.text<PayeeKind>(),
    nameEnc: col.text(),
    idNoEnc: col.text(),
    accountEnc: col.text(),
    bankName: col.text(),
  },
);
export const endPayee = statement(
  'payouts.end_payee',
  person,
  `update payouts.payee set ended_at = :now
   where merchant_id = :merchant and party_kind = :partyKind and party_id = :partyId
     and ended_at is null`,
);
export const insertPayee = guard(
  'payouts.insert_payee',
  {
    id: col.id<'payee'>(),
    ...person,
    kind: col.text<PayeeKind>(),
    nameEnc: col.text(),
    nameMasked: col.text(),
    idNoEnc: col.text(),
    idNoMasked: col.text(),
    idNoHash: col.text(),
    accountEnc: col.text(),
    accountMasked: col.text(),
    accountHash: col.text(),
    bankName: col.text(),
  },
  `insert into payouts.payee (merchant_id, id, party_kind, party_id, kind, name_enc, name_masked,
     id_no_enc, id_no_masked, id_no_hash, account_enc, account_masked, account_hash, bank_name,
     is_change, made_at)
   select :merchant, :id, :partyKind, :partyId, :kind, :nameEnc, :nameMasked, :idNoEnc,
     :idNoMasked, :idNoHash, :accountEnc, :accountMasked, :accountHash, :bankName,
     exists (select from payouts.payee where merchant_id = :merchant
       and party_kind = :partyKind and party_id = :partyId), :now
   on conflict do nothing`,
);

/** Counts a wish against a day's or a month's limit, and never beyond it. */
export const takeAllowance = guard(
  'payouts.take_allowance',
  {
    account: col.text(),
    span: col.text(),
    amount: col.fen,
    mostTimes: col.int,
    mostFen: col.fen,
  },
  `insert into payouts.allowance as a (merchant_id, account, span, times, amount_fen)
   select :merchant, :account, :span, 1, :amount where :amount::bigint <= :mostFen
   on conflict (merchant_id, account, span)
   do update set times = a.times + 1, amount_fen = a.amount_fen + excluded.amount_fen
   where a.times < :mostTimes and a.amount_fen + excluded.amount_fen <= :mostFen`,
);
/** What came to nothing does not count. */
export const giveAllowanceBack = statement(
  'payouts.give_allowance_back',
  { account: col.text(), spans: col.list(col.text()), amount: col.fen },
  `update payouts.allowance set times = times - 1, amount_fen = amount_fen - :amount
   where merchant_id = :merchant and account = :account and span = any(:spans)`,
);

export const insertBatch = guard(
  'payouts.insert_batch',
  {
    id: col.id<'payout_batch'>(),
    lines: col.int,
    amount: col.fen,
    madeBy: col.id<'staff'>(),
  },
  `insert into payouts.batch (merchant_id, id, lines, amount_fen, made_by, made_at)
   values (:merchant, :id, :lines, :amount, :madeBy, :now) on conflict do nothing`,
);
/** A withdrawal that stands in another file already makes all of this one fail. */
export const insertLines = guard(
  'payouts.insert_batch_lines',
  {
    batch: col.id<'payout_batch'>(),
    withdrawals: col.list(col.id<'withdrawal'>()),
    amounts: col.list(col.fen),
  },
  `insert into payouts.batch_line (merchant_id, withdrawal_id, batch_id, no, amount_fen, state)
   select :merchant, id, :batch, no, amount, 'exported'
   from unnest(:withdrawals::uuid[], :amounts::bigint[]) with ordinality as x(id, amount, no)
   order by id on conflict do nothing`,
  { rows: 'cardinality(:withdrawals)' },
);
const lineRow = {
  withdrawal: col.id<'withdrawal'>(),
  no: col.int,
  amountFen: col.fen,
  state: col.text<BatchLine['state']>(),
};
export const selectLines = statement(
  'payouts.find_batch_lines',
  { batch: col.id<'payout_batch'>() },
  `select withdrawal_id as withdrawal, no, amount_fen as "amountFen", state
   from payouts.batch_line where merchant_id = :merchant and batch_id = :batch order by no`,
  lineRow,
);
/** A line's result is taken once; the same file uploaded again finds nothing to change. */
export const endLine = guard(
  'payouts.end_batch_line',
  {
    batch: col.id<'payout_batch'>(),
    withdrawal: col.id<'withdrawal'>(),
    state: col.text<BatchLine['state']>(),
    reason: col.text(),
  },
  `update payouts.batch_line set state = :state, reason = :reason, done_at = :now
   where merchant_id = :merchant and batch_id = :batch and withdrawal_id = :withdrawal
     and state = 'exported'`,
);
