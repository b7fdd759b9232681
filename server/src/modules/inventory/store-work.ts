import type { OutletId, SkuId } from '../../kernel/id.ts';
import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const outlet = col.id<'node'>();
const sku = col.id<'sku'>();

/** Rows of one outlet in sku order, locked to the end: what is worked out from them stays true. */
export const lockStock = statement(
  'inventory.lock_stock',
  { outlet, skus: col.list(sku) },
  `select sku_id as sku, on_hand as "onHand", held from inventory.stock
   where merchant_id = :merchant and outlet_id = :outlet and sku_id = any(:skus)
   order by sku_id for update`,
  { sku, onHand: col.int, held: col.int },
);

export interface StockChange {
  readonly outlet: OutletId;
  readonly sku: SkuId;
  readonly delta: number;
}
/** Opens the rows where nothing ever was, so that what follows finds them. */
export const openRows = statement(
  'inventory.open_rows',
  { rows: col.json<readonly StockChange[]>() },
  `insert into inventory.stock (merchant_id, outlet_id, sku_id, on_hand)
   select :merchant, outlet, sku, 0
   from jsonb_to_recordset(:rows) as r(outlet uuid, sku uuid) order by outlet, sku
   on conflict do nothing`,
);
export const changeStock = guard(
  'inventory.change_stock',
  { rows: col.json<readonly StockChange[]>() },
  `update inventory.stock set on_hand = on_hand + delta
   from jsonb_to_recordset(:rows) as r(outlet uuid, sku uuid, delta integer)
   where merchant_id = :merchant and outlet_id = outlet and sku_id = sku`,
  { rows: 'jsonb_array_length(:rows)' },
);

/** No stock comes along, only from when on to warn. */
export const copyLow = statement(
  'inventory.copy_low',
  { from: outlet, to: outlet },
  `insert into inventory.stock (merchant_id, outlet_id, sku_id, on_hand, low_at)
   select merchant_id, :to, sku_id, 0, low_at from inventory.stock
   where merchant_id = :merchant and outlet_id = :from and low_at > 0
   order by sku_id on conflict do nothing`,
);

export const setLow = statement(
  'inventory.set_low',
  { outlet, skus: col.list(sku), lows: col.list(col.int) },
  `insert into inventory.stock (merchant_id, outlet_id, sku_id, on_hand, low_at)
   select :merchant, :outlet, sku, 0, low
   from unnest(cast(:skus as uuid[]), cast(:lows as integer[])) as r(sku, low) order by sku
   on conflict (merchant_id, outlet_id, sku_id) do update set low_at = excluded.low_at`,
);

export interface MovementRow {
  readonly id: string;
  readonly outlet: OutletId;
  readonly sku: SkuId;
  readonly kind: 'receive' | 'count' | 'adjust' | 'transfer_out' | 'transfer_in' | 'opening';
  readonly delta: number;
  readonly reason: string;
  readonly ref: string;
  readonly unitCostFen: number | null;
  readonly actor: string | null;
}
export const insertMovements = guard(
  'inventory.insert_movements',
  { rows: col.json<readonly MovementRow[]>() },
  `insert into inventory.movement (merchant_id, id, outlet_id, sku_id, kind, delta, reason, ref,
     unit_cost_fen, actor_id, at)
   select :merchant, id, outlet, sku, kind, delta, reason, ref, "unitCostFen", actor, :now
   from jsonb_to_recordset(:rows) as r(id uuid, outlet uuid, sku uuid, kind text, delta integer,
     reason text, ref text, "unitCostFen" bigint, actor uuid)
   on conflict do nothing`,
  { rows: 'jsonb_array_length(:rows)' },
);

/** What was done under a caller's id, so that the same wish again changes nothing. */
export const findDone = statement(
  'inventory.find_done',
  { ref: col.id() },
  `select outlet_id as outlet, sku_id as sku, kind, delta, reason
   from inventory.movement where merchant_id = :merchant and id = :ref`,
  { outlet, sku, kind: col.text(), delta: col.int, reason: col.text() },
);

/** Whose goods lie behind the held pieces. */
export const findHolders = statement(
  'inventory.find_holders',
  { outlet, sku },
  `select distinct order_id as order from inventory.hold
   where merchant_id = :merchant and outlet_id = :outlet and sku_id = :sku
     and quantity > consumed + released
   order by order_id`,
  { order: col.id<'order'>() },
);

export const findTotals = statement(
  'inventory.find_totals',
  { skus: col.list(sku) },
  `select sku_id as sku, sum(on_hand)::integer as "onHand" from inventory.stock
   where merchant_id = :merchant and sku_id = any(:skus) group by sku_id`,
  { sku, onHand: col.int },
);

export interface TransferLine {
  readonly sku: SkuId;
  readonly quantity: number;
  readonly received?: number;
}
export const insertTransfer = guard(
  'inventory.insert_transfer',
  {
    id: col.id<'transfer'>(),
    from: outlet,
    to: outlet,
    lines: col.json<readonly TransferLine[]>(),
    actor: col.id<'staff'>(),
  },
  `insert into inventory.transfer
     (merchant_id, id, from_outlet_id, to_outlet_id, lines, state, sent_by, sent_at)
   values (:merchant, :id, :from, :to, :lines, 'sent', :actor, :now) on conflict do nothing`,
);
export const findTransfer = statement(
  'inventory.find_transfer',
  { id: col.id<'transfer'>() },
  `select from_outlet_id as from, to_outlet_id as to, lines, state
   from inventory.transfer where merchant_id = :merchant and id = :id`,
  {
    from: outlet,
    to: outlet,
    lines: col.json<readonly TransferLine[]>(),
    state: col.text<'sent' | 'received' | 'cancelled'>(),
  },
);
export const endTransfer = guard(
  'inventory.end_transfer',
  {
    id: col.id<'transfer'>(),
    state: col.text<'received' | 'cancelled'>(),
    lines: col.json<readonly TransferLine[]>(),
    actor: col.id<'staff'>(),
  },
  `update inventory.transfer set state = :state, lines = :lines, received_by = :actor,
     received_at = :now
   where merchant_id = :merchant and id = :id and state = 'sent'`,
);

/**
 * Free pieces of lists of skus at outlets, one row and one array a list: half the reading of a page
 * is spelling uuids, so they go in as text that the caller keeps, and do not come back.
 */
export const findPieces = statement(
  'inventory.find_pieces',
  { outlets: col.list(outlet), lists: col.list(col.text()) },
  `select array(
     select coalesce((select s.on_hand - s.held from inventory.stock s
       where s.merchant_id = :merchant and s.outlet_id = asked.outlet and s.sku_id = u.sku), 0)
     from unnest(cast(asked.list as uuid[])) with ordinality as u(sku, n)
     order by u.n)::integer[] as pieces
   from unnest(cast(:outlets as uuid[]), cast(:lists as text[])) with ordinality
     as asked(outlet, list, n)
   order by asked.n`,
  { pieces: col.list(col.int) },
);
