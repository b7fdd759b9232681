import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

export const findStock = statement(
  'inventory.find_stock',
  { outlets: col.list(col.id<'node'>()), skus: col.list(col.id<'sku'>()) },
  `select outlet_id as outlet, sku_id as sku, on_hand as "onHand", held from inventory.stock
   where merchant_id = :merchant and sku_id = any(:skus) and outlet_id = any(:outlets)`,
  { outlet: col.id<'node'>(), sku: col.id<'sku'>(), onHand: col.int, held: col.int },
);

export const findHolds = statement(
  'inventory.find_holds',
  { order: col.id<'order'>() },
  `select line_no as "lineNo", sku_id as sku, outlet_id as outlet, attempt, quantity,
     quantity - consumed - released as rest
   from inventory.hold where merchant_id = :merchant and order_id = :order
     and quantity > consumed + released
   order by sku_id, outlet_id`,
  {
    lineNo: col.int,
    sku: col.id<'sku'>(),
    outlet: col.id<'node'>(),
    attempt: col.int,
    quantity: col.int,
    rest: col.int,
  },
);

const hold = {
  order: col.id<'order'>(),
  lineNo: col.int,
  outlet: col.id<'node'>(),
  attempt: col.int,
};

/**
 * The `where` is the rule; the stock row stays locked from here to the commit, so it goes last.
 * The hold row is written in the same statement: there is no unit without its hold.
 */
export const takeUnits = guard(
  'inventory.take_units',
  { ...hold, sku: col.id<'sku'>(), quantity: col.int, safety: col.int },
  `insert into inventory.hold
     (merchant_id, order_id, line_no, outlet_id, attempt, sku_id, quantity, at)
   select :merchant, :order, :lineNo, outlet_id, :attempt, sku_id, :quantity, :now from taken`,
  {
    first: `taken as (
      update inventory.stock set held = held + :quantity
      where merchant_id = :merchant and outlet_id = :outlet and sku_id = :sku
        and on_hand - held - :safety >= :quantity
      returning outlet_id, sku_id)`,
  },
);

/** Hand-over: the units leave the shelf and the hold. */
export const consumeHold = guard(
  'inventory.consume_hold',
  { ...hold, quantity: col.int },
  `update inventory.hold set consumed = consumed + :quantity
   where merchant_id = :merchant and order_id = :order and line_no = :lineNo
     and outlet_id = :outlet and attempt = :attempt
     and quantity - consumed - released >= :quantity`,
);
/** Cancelled or re-routed: the units are free again. */
export const releaseHold = guard(
  'inventory.release_hold',
  { ...hold, quantity: col.int },
  `update inventory.hold set released = released + :quantity
   where merchant_id = :merchant and order_id = :order and line_no = :lineNo
     and outlet_id = :outlet and attempt = :attempt
     and quantity - consumed - released >= :quantity`,
);

const units = {
  outlet: col.id<'node'>(),
  sku: col.id<'sku'>(),
  quantity: col.int,
};
export const giveBackUnits = guard(
  'inventory.give_back_units',
  units,
  `update inventory.stock set held = held - :quantity
   where merchant_id = :merchant and outlet_id = :outlet and sku_id = :sku and held >= :quantity`,
);
/** Goods that were held leave: handed over, or found missing. */
export const removeHeldUnits = guard(
  'inventory.remove_held_units',
  units,
  `update inventory.stock set held = held - :quantity, on_hand = on_hand - :quantity
   where merchant_id = :merchant and outlet_id = :outlet and sku_id = :sku
     and held >= :quantity and on_hand >= :quantity`,
);
export const addUnits = guard(
  'inventory.add_units',
  units,
  `update inventory.stock set on_hand = on_hand + :quantity
   where merchant_id = :merchant and outlet_id = :outlet and sku_id = :sku`,
);

export const insertMovement = statement(
  'inventory.insert_movement',
  {
    id: col.id<'movement'>(),
    outlet: col.id<'node'>(),
    sku: col.id<'sku'>(),
    kind: col.text(),
    delta: col.int,
    reason: col.text(),
    ref: col.text(),
    actor: col.maybe(col.id<'staff'>()),
  },
  `insert into inventory.movement
     (merchant_id, id, outlet_id, sku_id, kind, delta, reason, ref, actor_id, at)
   values (:merchant, :id, :outlet, :sku, :kind, :delta, :reason, :ref, :actor, :now)`,
);
