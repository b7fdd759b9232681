/** Webhooks from the event to a receiver that we made up: signed, tried again, put to rest. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wayOutOf } from '../neighbours.ts';
import { RETRY_AFTER } from '../modules/webhooks/webhooks.ts';
import { carry, put } from '../platform/outbox.ts';
import { newUuid } from '../platform/uuid.ts';
import { react, type Happened } from '../reactions.ts';
import { runDue } from '../run-due.ts';
import { NOW } from '../../test/house.ts';
import { openShop, type Shop } from '../../test/shop.ts';

interface Heard {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
interface Receiver {
  readonly url: string;
  readonly heard: Heard[];
  status: number;
  headers: Record<string, string>;
  /** While set, it takes the message and says nothing. */
  hangs: boolean;
}

let shop: Shop;
let servers: Server[] = [];

async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', heard: [], status: 200, headers: {}, hangs: false };
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      receiver.heard.push({ headers: request.headers, body });
      if (!receiver.hangs) answer.writeHead(receiver.status, receiver.headers).end();
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, { url: `http://127.0.0.1:${port}/hook` });
}
const console_ = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  // Days pass here: she never left her desk.
  await shop.house.owner.query(
    `update chain.staff_session set seen_at = $1::timestamptz, ends_at = $1::timestamptz + '1 day'`,
    [new Date(shop.house.clock.now())],
  );
  const headers = shop.cast.as('lin-guodong');
  const wish = { method, url: `/api/console${url}`, headers };
  const answer = await shop.app.inject(payload === undefined ? wish : { ...wish, payload });
  return { status: answer.statusCode, ...(answer.body === '' ? {} : answer.json()) };
};
async function newEndpoint(receiver: Receiver, events = ['orders.*']) {
  const id = newUuid(NOW);
  const made = await console_('POST', '/webhooks', { id, url: receiver.url, events });
  expect(made.status).toBe(201);
  return { id, secret: made.secret as string };
}
async function happen(name: string, facts: object = {}): Promise<Happened> {
  const { house, cast } = shop;
  await house.db.transaction(cast.merchant, async (tx) => put(tx, { name, facts }));
  // A former test may have left an event of its own: an endpoint put to rest, say.
  const events = (await carry(house.db, cast.merchant)) as unknown as Happened[];
  for (const event of events) await react(house, event);
  return events.findLast((event) => event.name === name)!;
}
/** What the worker does in its loop, until everybody has answered. */
async function turn(): Promise<void> {
  await runDue(shop.house);
  await wayOutOf(shop.house).lanes.idle();
}
const deliveriesOf = async (id: string) =>
  (await console_('GET', `/webhooks/${id}/deliveries`)).items;

beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  servers = [];
  await shop.house.owner.query('delete from webhooks.delivery');
  await shop.house.owner.query('delete from webhooks.endpoint');
});
afterAll(async () => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  await shop.close();
});

const isSignedBy = ({ headers, body }: Heard, secret: string): boolean => {
  const id = String(headers['webhook-id']);
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const expected = new Webhook(secret).sign(id, at, body);
  return String(headers['webhook-signature']).split(' ').includes(expected);
};

test('[G4] an event goes out signed, once, to whoever asked for its kind', async () => {
  const [wanting, other] = [await openReceiver(), await openReceiver()];
  const { id, secret } = await newEndpoint(wanting);
  await newEndpoint(other, ['members.*']);
  const event = await happen('orders.accepted', { order: newUuid(NOW) });
  await react(shop.house, event); // told twice
  await turn();
  expect(wanting.heard).toHaveLength(1);
  expect(other.heard).toEqual([]);
  const [heard] = wanting.heard;
  expect(heard!.headers['webhook-id']).toBe(event.id);
  expect(JSON.parse(heard!.body)).toEqual({
    type: 'orders.accepted',
    timestamp: event.at,
    data: event.facts,
  });
  expect(isSignedBy(heard!, secret)).toBe(true);
  expect(isSignedBy({ ...heard!, body: `${heard!.body} ` }, secret)).toBe(false);
  expect(await deliveriesOf(id)).toMatchObject([{ eventId: event.id, state: 'done', tries: 1 }]);
  expect(JSON.stringify(await console_('GET', '/webhooks'))).not.toContain(secret);
});

test('[G4] attack-67: two secrets sign for a day, then the new one alone', async () => {
  const receiver = await openReceiver();
  const { id, secret: old } = await newEndpoint(receiver);
  const { secret: fresh } = await console_('POST', `/webhooks/${id}/secret`);
  await happen('orders.accepted');
  await turn();
  shop.house.clock.advance(24 * 3_600_000);
  await happen('orders.accepted');
  await turn();
  const [first, second] = receiver.heard;
  expect([isSignedBy(first!, old), isSignedBy(first!, fresh)]).toEqual([true, true]);
  expect([isSignedBy(second!, old), isSignedBy(second!, fresh)]).toEqual([false, true]);
});

test('[G4] attack-68: ten tries over 75 hours, then at rest with notice; replay brings it back', async () => {
  const receiver = await openReceiver();
  receiver.status = 503;
  const { id } = await newEndpoint(receiver);
  const event = await happen('orders.accepted');
  await turn();
  for (const [i, wait] of RETRY_AFTER.entries()) {
    expect(receiver.heard).toHaveLength(i + 1);
    shop.house.clock.advance(wait - 1);
    await turn();
    expect(receiver.heard, 'too early').toHaveLength(i + 1);
    shop.house.clock.advance(1);
    await turn();
  }
  expect(receiver.heard).toHaveLength(10);
  expect(RETRY_AFTER.reduce((all, each) => all + each, 0) / 3_600_000).toBeCloseTo(75.58, 1);
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'given_up', tries: 10, lastStatus: 503 }]);
  const [listed] = (await console_('GET', '/webhooks')).items;
  expect(listed).toMatchObject({ disabledReason: 'give_up' });
  const notice = await carry(shop.house.db, shop.cast.merchant);
  expect(notice.map(({ name, facts }) => ({ name, facts }))).toEqual([
    { name: 'webhooks.endpoint_disabled', facts: { endpoint: id, reason: 'give_up' } },
  ]);
  receiver.status = 200;
  await console_('POST', `/webhooks/${id}/enable`);
  await console_('POST', `/webhooks/${id}/deliveries/${event.id}/replay`);
  await turn();
  expect(receiver.heard).toHaveLength(11);
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'done', tries: 1 }]);
});

test('[G4] attack-68: 410 ends it, a redirect is not followed, Retry-After is honoured', async () => {
  const [gone, moved, busy, canary] = await Promise.all([1, 2, 3, 4].map(() => openReceiver()));
  gone!.status = 410;
  Object.assign(moved!, { status: 302, headers: { location: canary!.url } });
  Object.assign(busy!, { status: 429, headers: { 'retry-after': '3600' } });
  const ids = [];
  for (const each of [gone!, moved!, busy!]) ids.push((await newEndpoint(each)).id);
  await happen('orders.accepted');
  await turn();
  expect(canary!.heard).toEqual([]);
  const listed = (await console_('GET', '/webhooks')).items;
  const reasonOf = (id: string) => listed.find((each: { id: string }) => each.id === id);
  expect(reasonOf(ids[0]!)).toMatchObject({ disabledReason: 'gone' });
  expect(reasonOf(ids[1]!)).toMatchObject({ disabledAt: null, waiting: 1 });
  expect(await deliveriesOf(ids[1]!)).toMatchObject([{ state: 'waiting', lastStatus: 302 }]);
  const [delivery] = await deliveriesOf(ids[2]!);
  expect(Date.parse(delivery.dueAt) - shop.house.clock.now()).toBe(3_600_000);
});

test('[G4] attack-68: a receiver that says nothing holds up nobody else', async () => {
  const [silent, quick] = [await openReceiver(), await openReceiver()];
  silent.hangs = true;
  await newEndpoint(silent);
  await newEndpoint(quick);
  const waitFor = async (receiver: Receiver, count: number) => {
    while (receiver.heard.length < count) {
      await runDue(shop.house); // as the worker does, all the time
      await new Promise((next) => setTimeout(next, 5));
    }
  };
  for (let count = 1; count <= 3; count += 1) {
    await happen('orders.accepted');
    await waitFor(quick, count);
  }
  expect(silent.heard).toHaveLength(1);
  for (const server of servers) server.closeAllConnections();
  await wayOutOf(shop.house).lanes.idle();
});

test('[G4] attack-66: an address that leads inward is no endpoint, by any spelling', async () => {
  const receiver = await openReceiver();
  const { id } = await newEndpoint(receiver);
  for (const url of [
    'https://10.0.0.7/',
    'http://shop.example.cn/',
    'https://[::1]/',
    'file:///x',
  ]) {
    const made = await console_('POST', '/webhooks', { id: newUuid(NOW), url, events: ['*'] });
    expect(made, url).toMatchObject({ status: 422, code: 'webhooks.not_there' });
    const changed = await console_('PUT', `/webhooks/${id}`, { url, events: ['*'] });
    expect(changed.status, url).toBe(422);
  }
});
