/** Guards of orders, stock, carts, budgets: each with the cut that takes it out and what it promises. */
import { newUuid } from '../src/platform/uuid.ts';
import { statements } from '../src/platform/statement.ts';
import { CROWD, lab } from './mutant-lab.ts';
import { payFor } from './paid-order.ts';
import { place } from './shop.ts';

export interface Mutant {
  readonly statement: string;
  readonly cut: readonly [from: RegExp, to: string];
  /** Constraints that stand behind the guard: taken down too, to see that the guard counts. */
  readonly wall?: string;
  /** What the guard promises; false when the mutant broke it. */
  readonly holds: () => Promise<boolean>;
}

const UNGUARDED: readonly [RegExp, string] = [
  /select from platform\.must\(\(select count\(\*\) from touched\) = \d+,/,
  'select from platform.must((select count(*) from touched) >= 0,',
];

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'stock is taken only while there is some': {
    statement: 'inventory.take_units',
    cut: [/and (on_hand - held - \$\d+ >= \$\d+)/, 'and ($1 or true)'],
    wall: 'alter table inventory.stock drop constraint stock_never_oversold',
    holds: async () => {
      const { owner, db } = lab.shop.house;
      const sku = lab.shop.goods.skus.milk;
      await owner.query('update inventory.stock set on_hand = held + 20 where sku_id = $1', [sku]);
      const step = statements.get('inventory.take_units')!;
      const hold = {
        lineNo: 1,
        outlet: lab.shop.outlet('hupan'),
        attempt: 1,
        sku,
        quantity: 9,
        safety: 0,
      };
      const done = await lab.crowd(() =>
        db.transaction(lab.shop.cast.merchant, async (tx) => {
          tx.guard(step as never, { ...hold, order: tx.newId() } as never, () => new Error('no'));
        }),
      );
      return lab.fulfilled(done) === 2;
    },
  },
  'so many tries and no more': {
    statement: 'platform.take_quota',
    cut: [/where q\.used < (\$\d+)/, 'where q.used < $1 or true'],
    holds: async () => {
      const step = statements.get('platform.take_quota')!;
      const window = '2026-03-14T04:00:00.000Z';
      const args = { scope: `test:${newUuid(1)}`, window, most: 5 };
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          tx.guard(step as never, args as never, () => new Error('no'));
        }),
      );
      return lab.fulfilled(done) === 5;
    },
  },
  'a cart becomes one order': {
    statement: 'orders.insert_order',
    cut: [/\s+and consumed_by is null/, ''],
    holds: async () => {
      const who = lab.shopper();
      const wish = await lab.wishOf(who);
      const answers = await lab.crowd(() =>
        place(lab.shop, who, { ...wish, id: newUuid(lab.shop.house.clock.now()) }),
      );
      const made = answers.filter((a) => a.status === 'fulfilled' && a.value.statusCode === 201);
      return made.length === 1;
    },
  },
  'a day takes as many parcels as it can': {
    statement: 'fulfilment.take_capacity',
    cut: [/ where d\.taken < \$\d+/, ''],
    holds: async () => {
      const { owner } = lab.shop.house;
      await owner.query(
        'update chain.outlet set daily_capacity = coalesce((select max(taken) from fulfilment.day_load), 0) + 2 where id = $1',
        [lab.shop.outlet('hupan')],
      );
      await owner.query('update platform.version set chain = chain + 1');
      const wishes = await Promise.all(
        Array.from({ length: CROWD }, async () => {
          const who = lab.shopper();
          return { who, wish: await lab.wishOf(who) };
        }),
      );
      await Promise.all(wishes.map(({ who, wish }) => place(lab.shop, who, wish)));
      const row = await lab.one(
        `select d.taken <= o.daily_capacity as kept from fulfilment.day_load d
         join chain.outlet o on o.id = d.outlet_id where o.id = $1`,
        [lab.shop.outlet('hupan')],
      );
      await owner.query('update chain.outlet set daily_capacity = null where id = $1', [
        lab.shop.outlet('hupan'),
      ]);
      await owner.query('update platform.version set chain = chain + 1');
      return row.kept;
    },
  },
  'a hold is resolved once: released': {
    statement: 'inventory.release_hold',
    cut: [/and quantity - consumed - released >= \$\d+/, ''],
    wall: 'alter table inventory.hold drop constraint hold_resolved_once',
    holds: async () => {
      const { order } = await lab.fresh();
      const hold = statements.get('inventory.release_hold')!;
      const { merchant } = lab.shop.cast;
      await lab.crowd(() =>
        lab.shop.house.db.transaction(merchant, async (tx) => {
          tx.guard(
            hold as never,
            {
              order,
              lineNo: 1,
              outlet: lab.shop.outlet('hupan'),
              attempt: 1,
              quantity: 1,
            } as never,
            () => new Error('no'),
          );
        }),
      );
      const row = await lab.one('select released from inventory.hold where order_id = $1', [order]);
      await lab.shop.house.owner.query(
        'update inventory.hold set released = 0 where order_id = $1',
        [order],
      );
      return row.released <= 1;
    },
  },
  'an order is cancelled once': {
    statement: 'orders.cancel_order',
    cut: [/and state = (\$\d+)/, 'and (state = $1 or true)'],
    holds: async () => {
      const { order, who } = await lab.fresh();
      const { merchant } = lab.shop.cast;
      const step = statements.get('orders.cancel_order')!;
      const member = { kind: 'member', id: who.id } as const;
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(merchant, async (tx) => {
          const args = {
            order,
            from: 'unpaid',
            to: 'cancelled',
            verb: 'cancelled',
            history: tx.newId(),
            actorKind: member.kind,
            actor: member.id,
            facts: {},
            reason: 'x',
          };
          tx.guard(step as never, args as never, () => new Error('no'));
        }),
      );
      return lab.fulfilled(done) === 1;
    },
  },
  'an order is paid once': {
    statement: 'orders.pay_orders',
    cut: [/and o\.state = (\$\d+)/, 'and (o.state = $1 or true)'],
    holds: async () => {
      const { order, who } = await lab.fresh();
      await payFor(lab.shop, who, order);
      const step = statements.get('orders.pay_orders')!;
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          const args = {
            orders: [order],
            seen: [0],
            tenders: [0],
            histories: [tx.newId()],
            from: 'unpaid',
            to: 'paid',
            verb: 'paid',
            actorKind: 'payment',
          };
          tx.guard(step as never, args as never, () => new Error('no'));
        }),
      );
      return lab.fulfilled(done) === 0;
    },
  },
  'a code is used once': {
    statement: 'fulfilment.receive_parcel',
    cut: [/and state = (\$\d+)/, 'and (state = $1 or true)'],
    holds: async () => {
      const { order, who } = await lab.fresh();
      await payFor(lab.shop, who, order);
      const step = statements.get('fulfilment.receive_parcel')!;
      const key = { order, outlet: lab.shop.outlet('hupan'), attempt: 1, from: 'ready' };
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          tx.guard(step as never, key as never, () => new Error('no'));
        }),
      );
      return lab.fulfilled(done) === 0;
    },
  },
  'the first order of an invited member is one': {
    statement: 'commission.take_referral',
    cut: UNGUARDED,
    holds: async () => {
      const step = statements.get('commission.take_referral')!;
      const args = { member: newUuid(1), order: newUuid(2), inviter: newUuid(3), rewardFen: 500 };
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          tx.guard(step as never, args as never, () => new Error('no'));
        }),
      );
      await lab.shop.house.owner.query(
        'delete from commission.referral_first where member_id = $1',
        [args.member],
      );
      return lab.fulfilled(done) === 1;
    },
  },
  'a referral never spends more than its budget': {
    statement: 'commission.reserve_budget',
    cut: [/\s+and reserved_fen \+ spent_fen \+ \$\d+ <= budget_fen/, ''],
    wall: 'alter table commission.referral_budget drop constraint referral_within_budget',
    holds: async () => {
      const step = statements.get('commission.reserve_budget')!;
      const { budget } = await lab.one(
        'select budget_fen::int as budget from commission.referral_budget where merchant_id = $1 limit 1',
        [lab.shop.cast.merchant],
      );
      const rewardFen = Math.floor(budget / 3);
      await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          tx.guard(step as never, { version: 1, rewardFen } as never, () => new Error('no'));
        }),
      );
      const row = await lab.one(
        'select bool_and(reserved_fen + spent_fen <= budget_fen) as kept from commission.referral_budget',
      );
      await lab.shop.house.owner.query('update commission.referral_budget set reserved_fen = 0');
      return row.kept;
    },
  },
  'a portion is posted once': {
    statement: 'orders.settle_order',
    cut: [/and state = (\$\d+)/, 'and (state = $1 or true)'],
    holds: async () => {
      const step = statements.get('orders.settle_order')!;
      const { order } = await lab.fresh();
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          const args = {
            order,
            from: 'received',
            to: 'settled',
            verb: 'settled',
            history: tx.newId(),
            actorKind: 'system',
            actor: null,
            facts: {},
          };
          tx.guard(step as never, args as never, () => new Error('no'));
        }),
      );
      await lab.shop.house.owner.query(
        `update orders.order set state = 'unpaid', settled_at = null where id = $1`,
        [order],
      );
      return lab.fulfilled(done) === 0;
    },
  },
  'a cart changes from what was seen': {
    statement: 'orders.update_cart',
    cut: [/and version = (\$\d+)/, 'and (version = $1 or true)'],
    holds: async () => {
      const who = lab.shopper();
      await lab.wishOf(who);
      const cart = await lab.one(
        'select id, version from orders.cart where member_id = $1 and consumed_by is null',
        [who.id],
      );
      const step = statements.get('orders.update_cart')!;
      const done = await lab.crowd(() =>
        lab.shop.house.db.transaction(lab.shop.cast.merchant, async (tx) => {
          tx.guard(
            step as never,
            { ...cart, member: who.id, device: null, items: [] } as never,
            () => new Error('no'),
          );
        }),
      );
      return lab.fulfilled(done) === 1;
    },
  },
};
