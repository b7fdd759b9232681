/**
 * A shop that is open for business: chain, goods, shoppers with sessions and a server to ask. What
 * the tests of orders start from.
 */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import type { MemberId, OutletId, SkuId } from '../src/kernel/id.ts';
import { hashOf, newToken } from '../src/platform/secret.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { seatChain, type ChainCast } from './cast.ts';
import { seatGoods, type CastGoods, type GoodsKey } from './cast-goods.ts';
import { openHouse, type House } from './house.ts';

export interface Shopper {
  readonly id: MemberId;
  readonly device: string;
  readonly headers: Record<string, string>;
}

export interface Shop {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly cast: ChainCast;
  readonly goods: CastGoods;
  readonly shoppers: readonly Shopper[];
  outlet(key: string): OutletId;
  close(): Promise<void>;
}

type Stock = Readonly<Record<string, Partial<Record<GoodsKey, number>>>>;
interface Wish {
  readonly shoppers?: number;
  readonly stock?: Stock;
  readonly house?: Parameters<typeof openHouse>[0];
}

/** 湖畔店 has run out of strawberries and tangerines; 文二西路店 has them. */
export const STORY_STOCK: Stock = {
  hupan: { milk: 100, eggs: 100, strawberries: 0, tangerines: 0 },
  wener: { strawberries: 20, tangerines: 20, milk: 50, eggs: 50 },
  gudun: { strawberries: 20, tangerines: 20, milk: 50, eggs: 50 },
};

export async function openShop(wish: Wish = {}): Promise<Shop> {
  const house = await openHouse(wish.house);
  const cast = await seatChain(house);
  const outlet = (key: string): OutletId => cast.outlets.get(key)!;
  const stock = new Map(
    Object.entries(wish.stock ?? STORY_STOCK).map(([key, pieces]) => [outlet(key), pieces]),
  );
  const goods = await seatGoods(house.db, { merchant: cast.merchant, hq: cast.hq, stock });
  const app = await buildApp(house, {
    logLevel: process.env.TEST_LOG ?? 'silent',
    requestsPerMinute: 0,
  });
  const shoppers = await seatShoppers(house, cast, wish.shoppers ?? 3);
  const close = async (): Promise<void> => {
    await app.close();
    await house.close();
  };
  return { house, app, cast, goods, shoppers, outlet, close };
}

/** Members who signed up 60 days ago and are signed in on a phone of their own. */
export async function seatShoppers(
  { owner, clock }: House,
  { merchant, host }: Pick<ChainCast, 'merchant' | 'host'>,
  count: number,
): Promise<Shopper[]> {
  const nowMs = clock.now();
  const people = Array.from({ length: count }, () => ({
    id: newUuid(nowMs - 60 * 86_400_000) as MemberId,
    token: newToken(),
    device: newToken(),
  }));
  const list = (pick: (each: (typeof people)[number]) => string) => people.map(pick);
  await owner.query(
    `with m as (
       insert into members.member (merchant_id, id, name, made_at)
       select $1, id, '顾客', $2 from unnest($3::uuid[]) id
     ), d as (
       insert into members.device (merchant_id, token_hash, made_at, ends_at, member_id)
       select $1, device, $2, $4, id from unnest($3::uuid[], $5::text[]) as u(id, device)
     )
     insert into members.session (merchant_id, token_hash, member_id, device_hash, made_at, ends_at)
     select $1, hash, id, device, $2, $4
     from unnest($3::uuid[], $5::text[], $6::text[]) as u(id, device, hash)`,
    [
      merchant,
      new Date(nowMs - 60 * 86_400_000),
      list(({ id }) => id),
      new Date(nowMs + 400 * 86_400_000),
      list(({ device }) => hashOf(device)),
      list(({ token }) => hashOf(token)),
    ],
  );
  return people.map(({ id, token, device }) => ({
    id,
    device: hashOf(device),
    headers: { host, authorization: `Bearer ${token}`, cookie: `qd_device=${device}` },
  }));
}

interface Item {
  readonly sku: SkuId;
  readonly quantity: number;
}

/** Fills the cart, asks for the price, and says what to send to place it. */
export async function readyToOrder(
  { app, house }: Pick<Shop, 'app' | 'house'>,
  shopper: Shopper,
  outlet: OutletId,
  items: readonly Item[],
  more: object = {},
): Promise<Record<string, unknown>> {
  const { headers } = shopper;
  let cart = { id: '', version: 0 };
  for (const item of items) {
    const put = await app.inject({
      method: 'PUT',
      url: '/api/shop/cart',
      headers,
      payload: { outlet, ...item },
    });
    if (put.statusCode !== 200) throw new Error(`cart: ${put.body}`);
    cart = put.json();
  }
  const wish = { outlet, items, way: 'pickup', ...more };
  const quote = await app.inject({
    method: 'POST',
    url: '/api/shop/quote',
    headers,
    payload: wish,
  });
  if (quote.statusCode !== 200) throw new Error(`quote: ${quote.body}`);
  return {
    ...wish,
    id: newUuid(house.clock.now()),
    cart: { id: cart.id, version: cart.version },
    quoteToken: quote.json().token,
  };
}

export const place = ({ app }: Pick<Shop, 'app'>, shopper: Shopper, payload: object) =>
  app.inject({ method: 'POST', url: '/api/shop/orders', headers: shopper.headers, payload });
