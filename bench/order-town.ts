/**
 * The chain that orders are placed in: the shelves' thousand products in twelve outlets, rules in
 * force, a promotion, a past, and full carts with a price that was promised.
 */
import type pg from 'pg';
import { quoteCart } from '../server/src/flows/quote-cart.ts';
import type { MerchantId, OutletId, SkuId } from '../server/src/kernel/id.ts';
import { FIRST_POLICIES, POLICY_KINDS } from '../server/src/modules/chain/chain.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { connect } from '../server/src/platform/db.ts';
import { hashOf, openVault } from '../server/src/platform/secret.ts';
import { newUuid } from '../server/src/platform/uuid.ts';
import type { Ask } from './load.ts';
import { growPast, memberId, type Past } from './past.ts';
import { growShelves, type ShelfTown } from './shelf-town.ts';
import { any, oneOf } from './stage.ts';

const PRODUCTS = 1_000;
export const BASE: Past = { members: 2_000, orders: 5_000, links: 20_000 };
export const timesBase = (times: number): Past => ({
  members: BASE.members * times,
  orders: BASE.orders * times,
  links: BASE.links * times,
});

const tokenOf = (member: number): string => String(member).padStart(43, 'm');

export interface OrderTown extends ShelfTown {
  readonly skus: readonly string[];
  readonly members: number;
  /** Has these things promised at their price, for a quarter of an hour. */
  promise(wanted: readonly Wanted[]): Promise<Promised[]>;
}

export interface Wanted {
  readonly outlet: string;
  readonly sku: string;
}
export interface Promised extends Wanted {
  readonly token: string;
}

export async function growOrders(
  owner: pg.Client,
  appUrl: string,
  past: Past = BASE,
): Promise<OrderTown> {
  const shelves = await growShelves(owner, PRODUCTS);
  const { merchant } = shelves;
  await growRules(owner, merchant);
  await owner.query(`
    update catalog.offer set listed = true where listed is false;
    update inventory.stock set on_hand = 1000000;
    insert into pricing.promotion (merchant_id, id, node_id, name, threshold_fen, off_fen,
        starts_at, ends_at, made_at)
      select merchant_id, uuidv7(), id, '满39减5', 3900, 500, now() - interval '1 day',
        now() + interval '9 days', now() from chain.node where parent_id is null`);
  const hashes = Array.from({ length: past.members }, (_, i) => hashOf(tokenOf(i)));
  await growPast(owner, hashes, past);
  const { rows } = await owner.query('select id from catalog.sku order by id');
  const skus = rows.map(({ id }) => id as string);
  const promise = (wanted: readonly Wanted[]) => promised(appUrl, merchant, wanted);
  return { ...shelves, skus, members: past.members, promise };
}

/** Version 1 of every policy. */
export async function growRules(owner: pg.Client, merchant: string): Promise<void> {
  for (const kind of POLICY_KINDS)
    await owner.query(
      `insert into chain.policy
         (merchant_id, node_id, kind, version, body, valid_from, why, made_at)
       select $1, id, $2, 1, $3, now() - interval '400 days', '', now()
       from chain.node where merchant_id = $1 and parent_id is null`,
      [merchant, kind, JSON.stringify(FIRST_POLICIES[kind])],
    );
}

async function promised(
  appUrl: string,
  merchant: string,
  wanted: readonly Wanted[],
): Promise<Promised[]> {
  const db = connect(appUrl, () => systemClock.now());
  const vault = openVault(Buffer.alloc(32, 7)); // the server's
  const ask = async ({ outlet, sku }: Wanted): Promise<Promised> => {
    const { token } = await quoteCart(
      { db, vault },
      {
        merchant: merchant as MerchantId,
        member: null,
        outlet: outlet as OutletId,
        items: [{ sku: sku as SkuId, quantity: 1 }],
        way: 'pickup',
        address: null,
        notBefore: null,
        splitAgreed: false,
      },
    );
    return { outlet, sku, token };
  };
  const all: Promised[] = [];
  for (let at = 0; at < wanted.length; at += 200)
    all.push(...(await Promise.all(wanted.slice(at, at + 200).map(ask))));
  await db.close();
  return all;
}

/** Everything that every outlet sells. */
export const anything = ({ outlets, skus }: OrderTown): Wanted[] =>
  outlets.flatMap((outlet) => skus.map((sku) => ({ outlet, sku })));

export interface Tills {
  /** A full cart for every member in every outlet, where there is none. Not part of an order. */
  fill(): Promise<void>;
  next(): Ask;
  /** Carts that were given out. */
  readonly given: () => number;
}

/** @param choices what the carts hold, one thing each, drawn by lot */
export function openTills(owner: pg.Client, town: OrderTown, choices: readonly Promised[]): Tills {
  const byOutlet = [...Map.groupBy(choices, ({ outlet }) => outlet).values()];
  const empty = Array.from({ length: town.members * byOutlet.length }, (_, at) => ({
    member: Math.floor(at / byOutlet.length),
    choices: byOutlet[at % byOutlet.length]!,
  }));
  const full: { slot: (typeof empty)[number]; body: string }[] = [];
  let given = 0;
  return {
    given: () => given,
    async fill() {
      const carts: object[] = [];
      for (let slot = takeAny(empty); slot !== undefined; slot = takeAny(empty)) {
        const { outlet, sku, token } = oneOf(slot.choices);
        const items = [{ sku, quantity: 1 }];
        const id = newUuid(systemClock.now());
        carts.push({ id, member: memberId(slot.member), outlet, items });
        const cart = { id, version: 1 };
        const wish = { outlet, items, way: 'pickup', cart, quoteToken: token };
        full.push({ slot, body: JSON.stringify({ ...wish, id: newUuid(systemClock.now()) }) });
      }
      await owner.query(
        `insert into orders.cart (merchant_id, id, member_id, outlet_id, items, version, at)
         select $1, id, member, outlet, items, 1, now()
         from jsonb_to_recordset($2) as c(id uuid, member uuid, outlet uuid, items jsonb)`,
        [town.merchant, JSON.stringify(carts)],
      );
    },
    next() {
      const till = full.pop();
      if (till === undefined) throw new Error('more orders than carts: grow more members');
      given += 1;
      empty.push(till.slot);
      const headers = `authorization: Bearer ${tokenOf(till.slot.member)}\r\n`;
      return { path: '/api/shop/orders', body: till.body, headers };
    },
  };
}

function takeAny<T>(list: T[]): T | undefined {
  const at = any(list.length);
  const last = list.pop();
  if (last === undefined || at === list.length) return last;
  const taken = list[at]!;
  list[at] = last;
  return taken;
}
