/** Events read by page and followed by stream: the same log, through reconnects and to the end. */
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carry, put } from '../../platform/outbox.ts';
import { newUuid } from '../../platform/uuid.ts';
import { paidOrder } from '../../../test/paid-order.ts';
import { NOW } from '../../../test/house.ts';
import { openShop, type Shop } from '../../../test/shop.ts';

interface Frame {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}
let shop: Shop;
let port: number;
let all: { id: string; key: string };

async function newKey(nodeId: string) {
  const id = newUuid(NOW);
  const payload = { id, name: 'stream', scopes: ['events.read'], nodeId };
  const headers = shop.cast.as('lin-guodong');
  const url = '/api/console/api-keys';
  return (await shop.app.inject({ method: 'POST', url, headers, payload })).json();
}
const ask = async (key: string, query: string) =>
  (
    await shop.app.inject({
      url: `/api/open/v1/events?${query}`,
      headers: { host: shop.cast.host, authorization: `Bearer ${key}` },
    })
  ).json();

/** Happens and is told, as the worker would. */
async function happen(name: string, facts: object): Promise<void> {
  const { house, cast } = shop;
  await house.db.transaction(cast.merchant, async (tx) => put(tx, { name, facts }));
  await carry(house.db, cast.merchant);
}

function follow(key: string, headers: Record<string, string> = {}) {
  const frames: Frame[] = [];
  const waiting: (() => void)[] = [];
  let rest = '';
  const ended = Promise.withResolvers<void>();
  const started = Promise.withResolvers<IncomingMessage>();
  const request = get({
    port,
    host: '127.0.0.1',
    path: '/api/open/v1/events/stream',
    headers: { host: shop.cast.host, authorization: `Bearer ${key}`, ...headers },
  });
  request.on('error', () => ended.resolve());
  request.on('response', (answer) => {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      rest += text;
      const parts = rest.split('\n\n');
      rest = parts.pop()!;
      for (const part of parts.filter((each) => !each.startsWith(':')))
        frames.push(
          Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s))) as Frame,
        );
      started.resolve(answer);
      for (const wake of waiting.splice(0)) wake();
    });
    answer.on('end', () => ended.resolve());
    answer.on('error', () => ended.resolve());
    if (answer.statusCode !== 200) started.resolve(answer);
  });
  return {
    frames,
    started: started.promise,
    ended: ended.promise,
    close: () => request.destroy(),
    async atLeast(count: number): Promise<Frame[]> {
      while (frames.length < count) await new Promise<void>((wake) => waiting.push(wake));
      return frames;
    },
  };
}

beforeAll(async () => {
  shop = await openShop();
  await shop.app.listen({ port: 0, host: '127.0.0.1' });
  port = (shop.app.server.address() as AddressInfo).port;
  all = await newKey(shop.cast.hq);
  await paidOrder(shop, shop.shoppers[0]!, shop.outlet('wener'), [
    { sku: shop.goods.skus.milk, quantity: 1 },
  ]);
  await carry(shop.house.db, shop.cast.merchant);
});
afterAll(() => shop.close());

test('[G4] events come by number, page by page; a branch sees those of its orders', async () => {
  const whole = await ask(all.key, 'count=100');
  expect(whole.items.map((each: { type: string }) => each.type)).toEqual([
    'orders.placed',
    'orders.paid',
  ]);
  const first = await ask(all.key, 'count=1');
  const second = await ask(all.key, `count=1&after=${first.next}`);
  expect([...first.items, ...second.items]).toEqual(whole.items);
  expect(second.next).toBeNull();
  const own = await newKey(shop.outlet('wener'));
  const other = await newKey(shop.outlet('gudun'));
  expect((await ask(own.key, 'count=100')).items).toEqual(whole.items);
  expect((await ask(other.key, 'count=100')).items).toEqual([]);
});

test('[G4] the stream goes on behind Last-Event-ID, and loses and repeats nothing', async () => {
  const from = { 'last-event-id': '0' };
  const first = follow(all.key, from);
  const [placed] = await first.atLeast(2);
  expect(placed!.event).toBe('orders.placed');
  expect((await first.started).headers['content-type']).toContain('text/event-stream');
  first.close();
  for (const no of [1, 2, 3]) await happen('test.happened', { no });
  const again = follow(all.key, { 'last-event-id': first.frames.at(-1)!.id });
  await again.atLeast(3);
  await happen('test.happened', { no: 4 });
  const seen = await again.atLeast(4);
  expect(seen.map(({ data }) => JSON.parse(data).data.no)).toEqual([1, 2, 3, 4]);
  again.close();
});

test('[G4] without a number the stream starts at the next event', async () => {
  const stream = follow(all.key);
  await stream.started;
  await happen('test.next', {});
  const [frame] = await stream.atLeast(1);
  expect(frame!.event).toBe('test.next');
  stream.close();
});

test('[G4] five streams a key, and all of them end when the server stops', async () => {
  const key = (await newKey(shop.cast.hq)).key;
  const streams = [1, 2, 3, 4, 5].map(() => follow(key));
  await Promise.all(streams.map(({ started }) => started));
  expect((await follow(key).started).statusCode).toBe(429);
  await shop.app.close();
  await Promise.all(streams.map(({ ended }) => ended));
  expect(streams.flatMap(({ frames }) => frames)).toEqual([]);
});
