/** Accounts at providers, from the console to the money and back, over HTTP with WeChat Pay. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../../../simulators/serve.ts';
import type { Letter } from '../../../../simulators/wechat-pay/notifier.ts';
import { WechatPaySimulator } from '../../../../simulators/wechat-pay/wechat-pay.ts';
import { HOST, type PersonKey } from '../../../test/cast.ts';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { ACCOUNT, BOOK, BY_KEY, DIRECT, PARTNER } from '../../../test/wechat-pay-town.ts';
import { sendRefund } from '../../flows/send-refund.ts';
import { channelThrough } from '../../flows/steps/payment-channel.ts';
import type { NodeId, OrderId } from '../../kernel/id.ts';
import { newUuid } from '../../platform/uuid.ts';

let money: MoneyHouse;
let buyer: Record<string, string>;
const book = { ...BOOK };
const told: Letter[] = [];
const platform = new WechatPaySimulator({
  merchants: [book],
  platform: BY_KEY,
  nowMs: () => money.house.clock.now(),
  deliver: async (letter) => {
    told.push(letter);
    return hear(letter, new URL(letter.url).pathname);
  },
});
const server = serve((asked) => platform.answer(asked));
const hear = async ({ headers, body }: Letter, url: string): Promise<number> => {
  const wish = { method: 'POST', url, payload: body, headers: { ...headers, host: HOST } } as const;
  return (await money.app.inject(wish)).statusCode;
};
beforeAll(async () => {
  money = await openMoneyHouse(0, { bases: { 'wechat-pay': await server.url() } });
  buyer = await money.member(money.cast.buyer);
});
afterAll(async () => {
  await money.close();
  await server.close();
});

const ask = (
  person: PersonKey,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: Record<string, unknown>,
) =>
  money.app.inject({
    method,
    url: `/api/console${url}`,
    headers: money.cast.chain.as(person),
    ...(payload && { payload }),
  });
const SETTINGS = { host: HOST, appid: DIRECT.appid, mchid: DIRECT.mchid };
const KEYS = {
  serial: ACCOUNT.serial,
  privateKey: ACCOUNT.privateKey,
  apiKey: ACCOUNT.apiKey,
  publicKeyId: ACCOUNT.publicKey.id,
  publicKey: ACCOUNT.publicKey.pem,
};
const form = (node: NodeId, more: Record<string, unknown> = {}) => ({
  id: newUuid(money.house.clock.now()),
  node,
  channel: 'wechat-pay',
  mode: 'direct',
  name: '总部微信',
  settings: SETTINGS,
  keys: KEYS,
  ...more,
});
const make = async (wish: ReturnType<typeof form>): Promise<string> => {
  const answer = await ask('sun-hui', 'POST', '/payment-accounts', wish);
  expect(answer.body).toBe(JSON.stringify({ id: wish.id }));
  return wish.id;
};
const asSub = {
  mode: 'partner',
  name: '湖畔店微信',
  settings: { ...SETTINGS, subMchid: PARTNER.subMchid, subAppid: PARTNER.subAppid },
};
const place = () => money.till.place({ lines: [{ quantity: 2, priceFen: 650 }] });
const prepay = async (id: OrderId): Promise<string> => {
  const answer = await money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${id}/pay`,
    headers: buyer,
    payload: { back: '/' },
    remoteAddress: '14.23.150.211',
  });
  return new URL(answer.json().payUrl).searchParams.get('prepay_id')!;
};
const paidThrough = async (id: OrderId) =>
  money.till.one('select account_id, use from payments.capture where order_id = $1', [id]);
const desk = () => ({ ...money.house, payments: money.met.payments });
const merchant = () => money.cast.chain.merchant;
const refundAll = async (): Promise<void> => {
  const wanted = `select id from payments.refund where state in ('wanted', 'sent')`;
  for (const { id } of await money.till.many(wanted)) {
    const channelOf = (through: Parameters<typeof channelThrough>[2]) =>
      channelThrough(desk(), merchant(), through);
    await sendRefund(money.house.db, channelOf, merchant(), id);
  }
  await platform.tick();
};

test('[B12] head office’s account takes for all; a franchise store’s own sub-merchant is nearer and wins', async () => {
  const { hq } = money.cast.chain;
  const first = await make(form(hq));
  const one = await place();
  expect(await platform.pay(await prepay(one.id))).toBeNull();
  expect(told.at(-1)!.url).toBe(`https://${HOST}/api/callbacks/wechat-pay/${first}`);
  expect(await paidThrough(one.id)).toEqual({ account_id: first, use: 'order' });
  const own = await make(form(money.cast.selling, asSub));
  const seen = await ask('sun-hui', 'GET', `/outlets/${money.cast.selling}/payment-accounts`);
  expect(seen.json()).toMatchObject({ accounts: [{ id: own }], ownOnly: false });
  const two = await place();
  expect(await platform.pay(await prepay(two.id))).toBeNull();
  expect(await paidThrough(two.id)).toEqual({ account_id: own, use: 'order' });
  // Each goes back the way it came, though the account has changed and even when it sleeps.
  expect((await ask('sun-hui', 'POST', `/payment-accounts/${first}/disable`)).statusCode).toBe(204);
  for (const { id } of [one, two]) {
    await money.till.handOver(id);
    await money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]);
  }
  await refundAll();
  const back = await money.till.many(
    'select account_id, state from payments.refund order by account_id',
  );
  expect(back).toEqual(
    [first, own].sort().map((account_id) => ({ account_id, state: 'succeeded' })),
  );
  await ask('sun-hui', 'POST', `/payment-accounts/${own}/disable`);
  await ask('sun-hui', 'POST', `/payment-accounts/${first}/enable`);
  await money.till.whole();
});

test('[B12] attack-26: what another account of the chain says of this one’s trade counts for nothing', async () => {
  const [own] = await money.till.many(`select id from payments.account where mode = 'partner'`);
  const { id } = await place();
  const way = await prepay(id);
  const deliver = platform.notifier.deliver;
  platform.notifier.deliver = async (letter) => {
    // A good signature, a good key, the wrong door.
    expect(await hear(letter, `/api/callbacks/wechat-pay/${own.id}`)).toBe(404);
    expect(await hear(letter, `/api/callbacks/wechat-pay/${newUuid(0)}`)).toBe(404);
    return 500;
  };
  await platform.pay(way);
  expect((await money.till.order(id)).state).toBe('unpaid');
  platform.notifier.deliver = deliver;
  money.house.clock.advance(15_000);
  await platform.tick();
  expect((await money.till.order(id)).state).toBe('paid');
  await money.till.whole();
});

test('[B12] a key turns: the new one speaks, the old one is heard until its day, and not after', async () => {
  const [{ id: account }] = await money.till.many(
    `select id from payments.account where mode = 'direct'`,
  );
  const turn = (apiKey: string, oldUntil: string | null) =>
    ask('sun-hui', 'POST', `/payment-accounts/${account}/keys`, { keys: { apiKey }, oldUntil });
  const inMs = (ms: number) => new Date(money.house.clock.now() + ms).toISOString();
  const payOne = async (): Promise<string> => {
    const { id } = await place();
    await platform.pay(await prepay(id));
    return (await money.till.order(id)).state;
  };
  const newKey = 'n'.repeat(32);
  expect((await turn(newKey, inMs(60_000))).statusCode).toBe(204);
  expect(await payOne()).toBe('paid'); // the platform still seals with the old one
  book.apiKey = newKey;
  expect(await payOne()).toBe('paid');
  book.apiKey = BOOK.apiKey;
  money.house.clock.advance(61_000);
  expect(await payOne()).toBe('unpaid');
  expect((await turn(BOOK.apiKey, null)).statusCode).toBe(204);
  money.house.clock.advance(30_000);
  await platform.tick();
  const [{ n }] = await money.till.many(
    `select count(*)::int as n from orders."order" where state = 'unpaid'`,
  );
  expect(n).toBe(0);
  const wrong = await turn('short', null);
  expect(wrong.json()).toMatchObject({
    code: 'payments.account_wrong',
    facts: { field: 'apiKey' },
  });
});

test('[B12] no key comes out again, by list, trail, answer or row', async () => {
  const list = await ask('sun-hui', 'GET', '/payment-accounts');
  const [seen] = list.json().items;
  expect(seen.tails).toMatchObject({ apiKey: BOOK.apiKey.slice(-4) });
  expect(Object.keys(seen.tails).sort()).toEqual(['apiKey', 'privateKey', 'publicKey']);
  const { rows } = await money.house.owner.query(
    `select (select string_agg(k::text, '') from payments.account_key k)
       || (select string_agg(a::text, '') from payments.account a)
       || (select string_agg(t::text, '') from platform.audit t) as all`,
  );
  const inside = ACCOUNT.privateKey.split('\n')[5]!;
  for (const text of [list.body, rows[0].all]) {
    expect(text).not.toContain(BOOK.apiKey);
    expect(text).not.toContain(inside);
  }
  const verbs = await money.till.many(
    `select distinct verb from platform.audit where object_kind = 'payment_account' order by verb`,
  );
  expect(verbs.map(({ verb }) => verb)).toContain('payments.account_keys_turned');
});

test('[B12] the provider is asked whether it knows us; broken keys are refused before they are kept', async () => {
  const [{ id }] = await money.till.many(`select id from payments.account where mode = 'direct'`);
  const tried = async () =>
    (await ask('lin-guodong', 'POST', `/payment-accounts/${id}/test`)).json();
  expect(await tried()).toEqual({ well: true, why: null });
  book.serial = 'FFFF';
  expect(await tried()).toEqual({ well: false, why: 'SIGN_ERROR' });
  book.serial = BOOK.serial;
  const broken = KEYS.privateKey.replace(/\n[^-]{20}/, '\nAAAAAAAAAAAAAAAAAAAA');
  const node = money.cast.fulfilling;
  const said = async (more: Record<string, unknown>) =>
    (await ask('sun-hui', 'POST', '/payment-accounts', form(node, more))).json().facts.field;
  expect(await said({ keys: { ...KEYS, privateKey: broken } })).toEqual('keys');
  expect(await said({ settings: { ...SETTINGS, mchid: 'x' } })).toEqual('mchid');
  expect(await said({ settings: { ...SETTINGS, apiKey: 'x' } })).toEqual('apiKey');
  expect(await said({ mode: 'partner' })).toEqual('subMchid');
  const twice = form(money.cast.chain.hq);
  const again = await ask('sun-hui', 'POST', '/payment-accounts', twice);
  expect(again.json()).toMatchObject({ status: 409, code: 'payments.account_stands' });
  // A dealer's own people may not redirect money that is head office's.
  for (const person of ['he', 'wang'] as const) {
    expect((await ask(person, 'GET', '/payment-accounts')).statusCode).toBe(403);
  }
});

test('[B12] a complaint is read at the provider, answered, then ended; the trail has no words of it', async () => {
  const [{ id }] = await money.till.many(`select id from payments.account where mode = 'direct'`);
  const order = platform.orders.all().find((each) => each.identity.sub_mchid === undefined)!;
  const made = platform.complaints.complain(order, '桃子坏了两个');
  const at = `/payment-accounts/${id}/complaints`;
  const list = async () => (await ask('sun-hui', 'GET', at)).json().items;
  const [seen] = await list();
  expect(seen).toMatchObject({ id: made.id, words: '桃子坏了两个', waits: true });
  expect(seen.trades[0].order).toMatch(/^[0-9a-f-]{36}$/);
  const say = (words: string | null) =>
    ask('sun-hui', 'POST', `${at}/${made.id}/answer`, { words });
  expect((await say('今天就退给您')).statusCode).toBe(204);
  expect((await say(null)).statusCode).toBe(204);
  expect((await list())[0]).toMatchObject({ state: 'PROCESSED', waits: false });
  const trail = await money.till.one(`select string_agg(a::text, '') as all from platform.audit a`);
  expect(trail.all).toContain('complaint_answered');
  expect(trail.all).not.toContain('今天就退给您');
  expect((await ask('he', 'GET', at)).statusCode).toBe(403);
});

test('[B12] [G1] who owns the stock takes the money: without an account of its own there is no way to pay', async () => {
  const set = (owner: string) =>
    money.house.owner.query(
      `with o as (update chain.outlet set stock_owner = $2 where id = $1 returning merchant_id)
       update platform.version v set chain = v.chain + 1 from o where v.merchant_id = o.merchant_id`,
      [money.cast.selling, owner],
    );
  await set('dealer');
  const { id } = await place();
  const answer = await money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${id}/pay`,
    headers: buyer,
    payload: { back: '/' },
  });
  expect(answer.json()).toMatchObject({ code: 'payments.no_such_channel' });
  const [own] = await money.till.many(`select id from payments.account where mode = 'partner'`);
  await ask('sun-hui', 'POST', `/payment-accounts/${own.id}/enable`);
  expect(await platform.pay(await prepay(id))).toBeNull();
  expect(await paidThrough(id)).toEqual({ account_id: own.id, use: 'order' });
  await set('hq');
  await money.till.whole();
});
