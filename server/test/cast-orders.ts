/**
 * Orders as they stand after placement, for tests that begin with the money. Portions come from the
 * real rule; stock, hold and parcel are as routing would have left them.
 */
import type { MemberId, NodeId, OrderId, SkuId, StaffId } from '../src/kernel/id.ts';
import { bps, fen } from '../src/kernel/money.ts';
import { planOf, portionsOf } from '../src/modules/commission/rules.ts';
import { instantAt } from '../src/kernel/time.ts';
import { newUuid } from '../src/platform/uuid.ts';
import type { ChainCast } from './cast.ts';
import type { House } from './house.ts';
import { seatPayees } from './payees.ts';

export interface MoneyCast {
  readonly chain: ChainCast;
  readonly buyer: MemberId;
  readonly sharer: MemberId;
  readonly guide: StaffId;
  readonly selling: NodeId;
  readonly fulfilling: NodeId;
  readonly dealer: NodeId;
  readonly sku: SkuId;
}

const DAY = 86_400_000;

/** Two members and one thing to sell, with plenty of it at both outlets. */
export async function seatMoney(house: House, chain: ChainCast): Promise<MoneyCast> {
  const { owner } = house;
  const { merchant } = chain;
  const at = instantAt(house.clock.now() - 30 * DAY);
  const [buyer, sharer] = [newUuid(0) as MemberId, newUuid(0) as MemberId];
  for (const [id, name] of [
    [buyer, '吴桐'],
    [sharer, '陈静'],
  ]) {
    await owner.query(
      'insert into members.member (merchant_id, id, name, made_at) values ($1, $2, $3, $4)',
      [merchant, id, name, at],
    );
  }
  const [category, product, sku] = [newUuid(0), newUuid(0), newUuid(0) as SkuId];
  await owner.query(
    `insert into catalog.category (merchant_id, id, name, name_en, position)
     values ($1, $2, '水果', 'Fruit', 1)`,
    [merchant, category],
  );
  await owner.query(
    `insert into catalog.product (merchant_id, id, title, category_id, role, made_at)
     values ($1, $2, '草莓', $3, 'everyday', $4)`,
    [merchant, product, category, at],
  );
  await owner.query(
    `insert into catalog.sku (merchant_id, id, product_id, spec, barcode)
     values ($1, $2, $3, '500g', '6900000000017')`,
    [merchant, sku, product],
  );
  const selling = chain.outlets.get('hupan')!;
  const fulfilling = chain.outlets.get('wener')!;
  for (const outlet of [selling, fulfilling]) {
    await owner.query(
      `insert into inventory.stock (merchant_id, outlet_id, sku_id, on_hand)
       values ($1, $2, $3, 100000)`,
      [merchant, outlet, sku],
    );
    await owner.query(
      `insert into inventory.movement (merchant_id, id, outlet_id, sku_id, kind, delta, at)
       values ($1, $2, $3, $4, 'opening', 100000, $5)`,
      [merchant, newUuid(0), outlet, sku, at],
    );
  }
  const { rows } = await owner.query(
    `select path from chain.node where merchant_id = $1 and id = $2`,
    [merchant, selling],
  );
  const dealer = rows[0].path.at(-2) as NodeId;
  const guide = chain.person('lin');
  const people = [buyer, sharer].map((id) => ({ kind: 'member' as const, id }));
  await seatPayees(house, merchant, [...people, { kind: 'staff', id: guide }]);
  return { chain, buyer, sharer, guide, selling, fulfilling, dealer, sku };
}

export interface OrderWish {
  readonly lines: readonly { quantity: number; priceFen: number; discountFen?: number }[];
  readonly freightFen?: number;
  readonly invited?: boolean;
  readonly guide?: boolean;
  readonly sharer?: boolean;
  readonly suspended?: boolean;
  readonly buyer?: MemberId;
  /** Each list of line numbers goes to one outlet; empty: nobody could be found. */
  readonly parcels?: readonly { outlet: NodeId; lineNos: readonly number[] }[];
}

const RATES = {
  guide: bps(500),
  sharer1: bps(200),
  sharer2: bps(0),
  selling: bps(300),
  fulfilling: bps(400),
  dealer: bps(600),
};

/** An unpaid order with everything that placement writes. */
export async function putOrder(
  house: House,
  cast: MoneyCast,
  wish: OrderWish,
): Promise<{ id: OrderId; payableFen: number }> {
  const { owner, clock } = house;
  const { merchant } = cast.chain;
  const id = newUuid(clock.now()) as OrderId;
  const now = instantAt(clock.now());
  const { guide = true, sharer = true, freightFen = 0, buyer = cast.buyer } = wish;
  const goods = wish.lines.map(({ quantity, priceFen, discountFen = 0 }, i) => ({
    no: i + 1,
    quantity,
    priceFen,
    discountFen,
    netFen: fen(priceFen * quantity - discountFen),
  }));
  const gross = goods.reduce((all, line) => all + line.priceFen * line.quantity, 0);
  const off = goods.reduce((all, line) => all + line.discountFen, 0);
  const payableFen = gross - off + freightFen;
  await owner.query(
    `insert into orders."order" (merchant_id, id, number, member_id, outlet_id, way, wish_hash,
       place_lat, place_lng, gross_fen, discount_fen, freight_fen, payable_fen, selling_closed,
       quote, placed_at, pay_by)
     values ($1, $2, $3, $4, $5, 'pickup', '', 30, 120, $6, $7, $8, $9, true, '{}', $10, $11)`,
    [
      merchant,
      id,
      id.slice(-12),
      buyer,
      cast.selling,
      gross,
      off,
      freightFen,
      payableFen,
      now,
      instantAt(clock.now() + 900_000),
    ],
  );
  await owner.query(
    `insert into orders.history (merchant_id, id, order_id, verb, to_state, actor_kind, at)
     values ($1, $2, $3, 'placed', 'unpaid', 'member', $4)`,
    [merchant, newUuid(clock.now()), id, now],
  );
  await owner.query(`insert into platform.timer values ($1, 'orders.unpaid', $2, $3)`, [
    merchant,
    id,
    instantAt(clock.now() + 900_000),
  ]);
  const freight = freightFen > 0 ? { no: 0, netFen: fen(freightFen) } : null;
  const rows =
    freight === null
      ? goods
      : [...goods, { ...freight, quantity: 1, priceFen: freightFen, discountFen: 0 }];
  for (const line of rows) {
    await owner.query(
      `insert into orders.line (merchant_id, order_id, no, sku_id, title, quantity, price_fen,
         discount_fen, net_fen) values ($1, $2, $3, $4, '草莓', $5, $6, $7, $8)`,
      [
        merchant,
        id,
        line.no,
        line.no === 0 ? null : cast.sku,
        line.quantity,
        line.priceFen,
        line.discountFen,
        line.netFen,
      ],
    );
  }
  const present = { guide, sharer1: sharer, sharer2: false, selling: true, dealer: true };
  const referral = wish.invited === true ? { inviteeFen: fen(500), inviterFen: fen(0) } : null;
  const plan = planOf(1, { bps: RATES, personalCapBps: 2500, allCapBps: 6000 });
  for (const { lineNo, netFen, parts } of portionsOf(goods, freight, plan, present, referral)) {
    await owner.query(
      `insert into commission.portion (merchant_id, order_id, line_no, net_fen, guide_fen,
         sharer_1_fen, sharer_2_fen, invitee_fen, selling_fen, fulfilling_fen, dealer_fen, hq_fen,
         policy_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`,
      [
        merchant,
        id,
        lineNo,
        netFen,
        parts.guide,
        parts.sharer1,
        parts.sharer2,
        parts.invitee,
        parts.selling,
        parts.fulfilling,
        parts.dealer,
        parts.hq,
      ],
    );
  }
  await owner.query(
    `insert into attribution.credit (merchant_id, order_id, member_id, selling_outlet_id,
       dealer_id, service_guide_id, service_guide_from, sharer_1_id, domain, sale_kind,
       rule_version, credit_policy, belonging_policy, suspended, reasons, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'private', 'share', '1', 1, 1, $9, '[]', $10)`,
    [
      merchant,
      id,
      buyer,
      cast.selling,
      cast.dealer,
      guide ? cast.guide : null,
      guide ? 'link' : 'none',
      sharer ? cast.sharer : null,
      wish.suspended === true,
      now,
    ],
  );
  const all = goods.map(({ no }) => no);
  const parcels = wish.parcels ?? [{ outlet: cast.fulfilling, lineNos: all }];
  for (const { outlet, lineNos } of parcels) {
    await owner.query(
      `insert into fulfilment.parcel (merchant_id, order_id, outlet_id, attempt, state, line_nos,
         distance_m, promised_at, day) values ($1, $2, $3, 1, 'waiting', $4, 100, $5, $6)`,
      [merchant, id, outlet, lineNos, now, now.slice(0, 10)],
    );
    for (const line of goods.filter(({ no }) => lineNos.includes(no))) {
      await owner.query(
        `insert into inventory.hold (merchant_id, order_id, line_no, outlet_id, sku_id, quantity,
           at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [merchant, id, line.no, outlet, cast.sku, line.quantity, now],
      );
      await owner.query(
        `update inventory.stock set held = held + $4
         where merchant_id = $1 and outlet_id = $2 and sku_id = $3`,
        [merchant, outlet, cast.sku, line.quantity],
      );
    }
  }
  return { id, payableFen };
}

/** Handed over, as the workbench's flows will leave it; `settlesAt` in seven days. */
export async function handOver(house: House, cast: MoneyCast, order: OrderId): Promise<void> {
  const { owner, clock } = house;
  const now = instantAt(clock.now());
  const { rows } = await owner.query('select state from orders."order" where id = $1', [order]);
  await owner.query(
    `update orders."order" set state = 'received', received_at = $2::timestamptz,
       settles_at = $2::timestamptz + interval '7 days' where id = $1`,
    [order, now],
  );
  const path = ['paid', 'picking', 'ready', 'received'];
  for (let at = path.indexOf(rows[0].state); at < path.length - 1; at += 1) {
    await owner.query(
      `insert into orders.history (merchant_id, id, order_id, verb, from_state, to_state,
        actor_kind, at) values ($1, $2, $3, $5, $4, $5, 'staff', $6)`,
      [cast.chain.merchant, newUuid(clock.now()), order, path[at], path[at + 1], now],
    );
  }
  await owner.query(
    `update fulfilment.parcel set state = 'received' where order_id = $1 and state <> 'gone'`,
    [order],
  );
  const holds = await owner.query(
    `update inventory.hold set consumed = quantity - released where order_id = $1
     returning outlet_id, sku_id, consumed`,
    [order],
  );
  for (const hold of holds.rows) {
    await owner.query(
      `update inventory.stock set held = held - $4, on_hand = on_hand - $4
       where merchant_id = $1 and outlet_id = $2 and sku_id = $3`,
      [cast.chain.merchant, hold.outlet_id, hold.sku_id, hold.consumed],
    );
    await owner.query(
      `insert into inventory.movement (merchant_id, id, outlet_id, sku_id, kind, delta, at)
       values ($1, $2, $3, $4, 'handover', -$5::integer, $6)`,
      [cast.chain.merchant, newUuid(clock.now()), hold.outlet_id, hold.sku_id, hold.consumed, now],
    );
  }
}
