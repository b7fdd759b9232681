/**
 * One lie for each invariant: rows, keys or rights as no door of the house would leave them, told
 * to a house that has lived a while and whose constraints have been taken down.
 */
import { INVOICE_LIES } from './invariants-invoices.ts';
import { CASE_LIES } from './lies-cases.ts';
import { WALLET_LIES } from './lies-wallet.ts';
import { MONTH_LIES } from './invariants-months.ts';
import { BILLS } from './lies-bills.ts';

const where = (table: string, which: string): string =>
  `ctid = (select ctid from ${table} where ${which} limit 1)`;
const set = (table: string, change: string, which = 'true'): string =>
  `update ${table} set ${change} where ${where(table, which)}`;
const drop = (table: string, which = 'true'): string =>
  `delete from ${table} where ${where(table, which)}`;
/** The row once more, with some columns changed. */
const twin = (table: string, columns: string, which = 'true'): string =>
  `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${columns}))).*
   from ${table} t where t.${where(table, which)}`;

const ORDER = 'orders."order"';
const SETTLED = `state = 'settled'`;
const CANCELLED = `state = 'cancelled'`;
const OURS = `account like 'due:%'`;
const NEW = `'id', gen_random_uuid()`;
const OPEN_PORTION = `type = 'portion' and resolved_at is null and not suspended`;

const LEDGER = {
  'L1 captured = refunded + in flight + open + posted − reversed': drop(
    'ledger.transfer',
    `type = 'post'`,
  ),
  'L1 an order has nothing available': set(
    'ledger.account',
    'balance_fen = balance_fen + 1',
    `account like 'order:%'`,
  ),
  'L2 all accounts add up to nothing': set('ledger.account', 'balance_fen = balance_fen + 1'),
  'L3 kept totals are the sums of transfers': set(
    'ledger.account',
    'balance_fen = balance_fen + 1',
    OURS,
  ),
  'L3 guarded accounts that move have a row': drop('ledger.account', `${OURS} and balance_fen > 0`),
  'L3 rolled-up totals are the sums below the cursor': set(
    'ledger.rollup',
    'balance_fen = balance_fen - 1',
  ),
  'L4 nothing available falls below nothing': set(
    'ledger.account',
    'pending_out_fen = balance_fen + 1',
    OURS,
  ),
  'L4 whoever owes has nothing available': `insert into ledger.account
    select merchant_id, replace(account, 'due:', 'debt:'), -5, 0 from ledger.account
    where ${OURS} and balance_fen > pending_out_fen limit 1
    on conflict (merchant_id, account) do update set balance_fen = -5`,
  'L4 a debt is never more than paid': `insert into ledger.account
    select merchant_id, 'debt:staff:' || gen_random_uuid(), 5, 0 from ledger.account limit 1`,
  'L5 pending out is the sum of open pendings': set(
    'ledger.account',
    'pending_out_fen = pending_out_fen + 1',
  ),
  'L5 what is voided has its causes': drop('ledger.void'),
  'L5 resolved is empty, and empty is resolved': set(
    'ledger.pending',
    'resolved_at = at',
    OPEN_PORTION,
  ),
  'L6 no transfer was ever written over': set('ledger.transfer', 'role = role'),
  'L7 one cause moves money once': twin('ledger.transfer', NEW),
  'L8 whatever moves is a positive amount, between two': set('ledger.transfer', 'amount_fen = -1'),
  'L9 a posted portion is the transfer that it promised': set(
    'ledger.transfer',
    'amount_fen = amount_fen + 1',
    `type = 'post'`,
  ),
  'L9 what comes back never exceeds what was posted': twin(
    'ledger.transfer',
    `${NEW}, 'type', 'debt', 'amount_fen', 1000000`,
    `type = 'post'`,
  ),
  'L12 a day’s sums are those of its transfers below the cursor': set(
    'ledger.day_sum',
    'in_fen = in_fen + 1',
  ),
  'L13 a closed month is the sum of its lines, and follows the one before': set(
    'settlement.line',
    'made_fen = made_fen + 1',
  ),
  'L10 every capture is in the ledger once': drop('payments.capture', `use = 'order'`),
  'L10 every refund that succeeded is in the ledger once': set(
    'payments.refund',
    `state = 'sent'`,
    `state = 'succeeded'`,
  ),
  'L10 a payment nobody wanted goes back once': set(
    'payments.capture',
    `use = 'twice'`,
    `use = 'order'`,
  ),
  'L11 an account is its own merchant’s': `update ledger.transfer t set to_account =
      'due:outlet:' || (select o.id from chain.outlet o where o.merchant_id <> t.merchant_id limit 1)
    where t.${where('ledger.transfer', `type = 'post'`)}`,
};

const COMMISSION = {
  'K1 portions make the net': set('commission.portion', 'net_fen = net_fen + 1'),
  'K1 every line has its portions': drop('commission.portion'),
  'K2 all but the house stay within their cap': set(
    'commission.portion',
    'guide_fen = net_fen, hq_fen = 0',
    'line_no > 0 and net_fen > 0',
  ),
  'K2 every portion has a plan that caps it': set('commission.portion', 'policy_version = 77'),
  'K3 nothing is posted before its order is settled': set(
    ORDER,
    `state = 'received', settled_at = null`,
    SETTLED,
  ),
  'K4 no role gives back more than it had': set('commission.cut', 'hq_fen = hq_fen + 1000000'),
  'K4 the cuts of a line are its refunds': drop('commission.cut'),
  'K5 net of a role = its portions − its cuts': set(
    'ledger.pending',
    'amount_fen = amount_fen + 1',
    `type = 'portion'`,
  ),
  'K6 one invited first order a member': `insert into commission.referral_first
    select merchant_id, gen_random_uuid(), id, gen_random_uuid(), 500, placed_at
    from ${ORDER} where ${SETTLED} limit 1`,
  'K6 two levels of sharers are paid, and no third': set(
    'ledger.pending',
    `role = 'sharer_3'`,
    `type = 'portion'`,
  ),
  'K8 charges of a settled order are booked for the pieces that were kept, and no others': twin(
    'ledger.transfer',
    `${NEW}, 'type', 'promotion', 'source', 'a lie'`,
    `type = 'post'`,
  ),
  'K7 a referral budget keeps its word': `insert into commission.referral_budget
    select id, 77, 100, 60, 41 from platform.merchant limit 1`,
};

const STOCK = {
  'S1 held lies within on hand': set('inventory.stock', 'held = on_hand + 1'),
  'S2 held is the sum of open holds': set('inventory.stock', 'held = held + 1'),
  'S2 no hold without its stock': `delete from inventory.stock s where exists (
    select from inventory.hold h where h.merchant_id = s.merchant_id and h.sku_id = s.sku_id
      and h.outlet_id = s.outlet_id and h.quantity > h.consumed + h.released)`,
  'S3 on hand is the sum of movements': set('inventory.stock', 'on_hand = on_hand + 1'),
  'S4 held + consumed + released = quantity': set('inventory.hold', 'released = quantity + 1'),
  'S4 a line is never held or handed over beyond what was bought': set(
    'inventory.hold',
    'quantity = quantity + 1000, consumed = consumed + 1000',
    'consumed > 0',
  ),
  'S5 what is unpaid holds goods until its timer rings, and no longer': set(
    ORDER,
    `state = 'unpaid'`,
    `id in (select order_id from inventory.hold where quantity > consumed + released
       except select ref::uuid from platform.timer where kind = 'orders.unpaid')`,
  ),
  'S6 what left one outlet came to another, came back, or is on the way': set(
    'inventory.movement',
    'delta = delta + 1',
    `kind = 'transfer_in'`,
  ),
};

const ORDERS = {
  'O1 lines make the payable': set('orders.line', 'net_fen = net_fen + 1', 'no > 0'),
  'O2 paid means captured': set(ORDER, 'captured_fen = captured_fen - 1', SETTLED),
  'O3 refunded lies within captured': set(ORDER, 'refunded_fen = captured_fen + 1', SETTLED),
  'O3 refunds of lines are the refunds of their order': set(
    'orders.line',
    'refunded_fen = refunded_fen + 1',
  ),
  'O3 a refund is the sum of its lines and its cuts': set(
    'orders.refund_line',
    'amount_fen = amount_fen + 1',
  ),
  'O3 an order and its provider agree on each refund': drop('payments.refund', 'for_order'),
  'O4 a cancelled order holds nothing': `update inventory.hold set released = 0, consumed = 0
    where (merchant_id, order_id) = (select o.merchant_id, o.id from ${ORDER} o
      join inventory.hold h on h.merchant_id = o.merchant_id and h.order_id = o.id
      where o.${CANCELLED} limit 1)`,
  'O4 a cancelled order keeps no money': set(
    ORDER,
    'refunded_fen = refunded_fen - 1',
    `${CANCELLED} and captured_fen > 0`,
  ),
  'O4 a cancelled order has no live parcel': `update fulfilment.parcel set state = 'picking'
    where (merchant_id, order_id) = (select merchant_id, id from ${ORDER} o where ${CANCELLED}
      and exists (select from fulfilment.parcel p where p.order_id = o.id) limit 1)`,
  'O4 a cancelled order takes no referral': `insert into commission.referral_first
    select merchant_id, member_id, id, gen_random_uuid(), 500, placed_at
    from ${ORDER} where ${CANCELLED} limit 1`,
  'O5 the path of states is a path of the machine': set(
    'orders.history',
    `to_state = 'received'`,
    `from_state = 'paid' and to_state = 'picking'`,
  ),
  'O5 states follow each other without a gap': drop('orders.history', `to_state = 'paid'`),
  'O5 the last word of the history is the state': set(ORDER, `state = 'ready'`, SETTLED),
  'O6 settled leaves nothing pending but what is under review': set(
    ORDER,
    `state = 'settled', settled_at = placed_at`,
    `id = (select order_id from ledger.pending where ${OPEN_PORTION} limit 1)`,
  ),
};

const A_PERIOD = `belonging.period`;
const ATTRIBUTION = {
  'A1 one owner at a time': twin(A_PERIOD, NEW, 'upper_inf(during)'),
  'A1 periods of a kind never overlap': twin(
    A_PERIOD,
    `${NEW}, 'during', tstzrange(lower(during), lower(during) + '1 day')`,
    'not isempty(during)',
  ),
  'A2 the guide who is paid is the guide of the frozen credit': set(
    'ledger.pending',
    `role = 'guide', to_account = 'due:staff:' || gen_random_uuid()`,
    `type = 'portion'`,
  ),
  'A2 every order has its credit': drop('attribution.credit'),
  'A3 every change of owner says why': set('belonging.event', `reason = ''`),
  'A3 every period was opened by an event for its owner': set(
    A_PERIOD,
    'owner_id = gen_random_uuid()',
  ),
  'A4 no link is its own ancestor': `with pair as (
      select merchant_id, min(code) as one, max(code) as two from sharing.link group by 1
      having count(*) > 1 limit 1)
    update sharing.link l set parent_code = case code when one then two else one end
    from pair where l.merchant_id = pair.merchant_id and code in (one, two)`,
  'A4 nobody is paid for her own order': set('attribution.credit', 'sharer_2_id = member_id'),
};

const WALLS = {
  'T1 every business table is fenced': 'alter table inventory.hold no force row level security',
  'T2 a reference names the merchant on both sides': `create table orders.loose (
    merchant_id uuid not null, id uuid primary key, other uuid references orders.loose)`,
  'T3 the application owns nothing and passes no wall': 'alter role quandian_app bypassrls',
  'T4 nothing runs with its owner’s rights': 'create view orders.every as table orders.history',
  'T5 a unique key begins with the merchant': 'create unique index on orders.cart (id)',
  'T6 a policy knows its merchant by the one function that fails closed': `
    alter policy own_merchant on orders.cart using (true)`,
  'P9 the books cannot be edited': 'grant update on ledger.transfer to quandian_app',
};

export const LIES: Readonly<Record<string, string>> = {
  ...LEDGER,
  ...BILLS,
  ...COMMISSION,
  ...STOCK,
  ...ORDERS,
  ...CASE_LIES,
  ...INVOICE_LIES,
  ...ATTRIBUTION,
  ...WALLS,
  ...WALLET_LIES,
  ...MONTH_LIES,
};
