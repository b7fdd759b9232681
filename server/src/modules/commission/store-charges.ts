import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { Charge } from './charge-rules.ts';

const order = col.id<'order'>();
const kind = col.text<Charge['kind']>();
const party = col.text<'hq' | 'dealer' | 'outlet'>();

export const insertCharges = statement(
  'commission.insert_charges',
  {
    order,
    lineNos: col.list(col.int),
    kinds: col.list(kind),
    payerKinds: col.list(party),
    payers: col.list(col.id()),
    payeeKinds: col.list(party),
    payees: col.list(col.id()),
    attempts: col.list(col.int),
    amounts: col.list(col.fen),
  },
  `insert into commission.charge (merchant_id, order_id, line_no, kind, payer_kind, payer_id,
     payee_kind, payee_id, attempt, amount_fen)
   select :merchant, :order, c.* from unnest(:lineNos::integer[], :kinds::text[],
     :payerKinds::text[], :payers::uuid[], :payeeKinds::text[], :payees::uuid[],
     :attempts::integer[], :amounts::bigint[]) as c on conflict do nothing`,
);
export const findCharges = statement(
  'commission.find_charges',
  { order },
  `select line_no as "lineNo", kind, payer_kind as "payerKind", payer_id as payer,
     payee_kind as "payeeKind", payee_id as payee, attempt, amount_fen as amount
   from commission.charge where merchant_id = :merchant and order_id = :order
   order by line_no, kind, payer_id, attempt`,
  {
    lineNo: col.int,
    kind,
    payerKind: party,
    payer: col.id(),
    payeeKind: party,
    payee: col.id(),
    attempt: col.int,
    amount: col.fen,
  },
);
