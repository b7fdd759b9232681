/** A case from the member's ask to the ledger: asked for, brought, looked at, appealed, or let lie. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCaseHouse, type CaseHouse } from '../../test/case-house.ts';

let shop: CaseHouse;
beforeAll(async () => {
  shop = await openCaseHouse();
});
afterAll(() => shop.close());
const verbs = (one: { steps: { verb: string }[] }) => one.steps.map(({ verb }) => verb);

test('[B11] return and refund: agreed, brought with a code, looked at, money and shelf get theirs', async () => {
  const order = await shop.received({ lines: [{ quantity: 2, priceFen: 4_000 }], freightFen: 500 });
  const { id, status } = await shop.ask(order, {});
  expect(status).toBe(201);
  const page = await shop.send(shop.staff('sun-hui'), 'GET', `/api/console/aftersales/${id}`);
  expect(page.body.preview).toMatchObject({ backFen: 4_000, freightFen: 0, isOut: true });
  const gives = page.body.preview.roles.map(({ givesFen }: { givesFen: number }) => givesFen);
  expect(gives.reduce((all: number, one: number) => all + one, 0)).toBe(4_000);

  const agreed = await shop.decide('sun-hui', id, { accepted: true, goods: 'bring', words: '' });
  expect(agreed.body).toMatchObject({ state: 'approved', refundFen: 0 });
  const { returnCode } = await shop.mine(order, id);
  expect(returnCode).toMatch(/^\d{8}$/);
  await shop.till.whole();

  const counter = shop.staff('sun-hui');
  const found = await shop.send(counter, 'POST', '/api/console/aftersales/find', {
    code: returnCode,
  });
  expect(found.body).toEqual({ id });
  const stock = async () =>
    (
      await shop.till.one(`select on_hand from inventory.stock where outlet_id = $1`, [
        shop.cast.selling,
      ])
    ).on_hand;
  const before = await stock();
  const receipt = { fit: true, outlet: shop.cast.selling, sellable: [1], words: '' };
  const url = `/api/console/aftersales/${id}/receipt`;
  expect((await shop.send(counter, 'POST', url, receipt)).body).toMatchObject({
    state: 'accepted',
    refundFen: 4_000,
  });
  expect(await stock()).toBe(before + 1);
  expect((await shop.send(counter, 'POST', url, receipt)).code).toBe('orders.not_expected');
  expect(verbs(await shop.mine(order, id))).toEqual(['asked', 'approved', 'accepted']);
  await shop.till.confirmAll();
  await shop.till.whole();
});

test('[B11] goods found unfit are not paid for; she appeals once, and head office has the last word', async () => {
  const order = await shop.received({ lines: [{ quantity: 1, priceFen: 3_000 }] });
  const { id } = await shop.ask(order, {});
  await shop.decide('sun-hui', id, { accepted: true, goods: 'bring', words: '' });
  const unfit = { fit: false, outlet: null, sellable: [], words: '已经用过' };
  await shop.send(shop.staff('sun-hui'), 'POST', `/api/console/aftersales/${id}/receipt`, unfit);
  expect(await shop.mine(order, id)).toMatchObject({
    state: 'rejected',
    mayAppeal: true,
    decisionWords: '已经用过',
  });
  expect((await shop.mySteps(order, id, 'appeal', { words: '没有用过' })).status).toBe(200);
  const store = await shop.send(
    shop.staff('wang', 'workbench'),
    'POST',
    `/api/work/aftersales/${id}/decision`,
    { accepted: false, words: '' },
  );
  expect(store.code).toBe('orders.case_at_head_office');
  expect((await shop.decide('sun-hui', id, { accepted: false, words: '看过照片' })).status).toBe(
    200,
  );
  expect(await shop.mine(order, id)).toMatchObject({ state: 'rejected', mayAppeal: false });
  expect((await shop.mySteps(order, id, 'appeal', { words: '再看' })).code).toBe(
    'orders.appealed_already',
  );
  await shop.till.whole();
});

test('[B11] a silent store has agreed to a small sum after 48 hours; a large one is head office’s', async () => {
  const small = await shop.received({ lines: [{ quantity: 1, priceFen: 5_000 }] });
  const { id } = await shop.ask(small, { kind: 'refund_only', reason: 'missing' });
  expect(await shop.pass(47, id)).toBe('nothing');
  expect(await shop.pass(1, id)).toBe('agreed');
  expect(await shop.mine(small, id)).toMatchObject({ state: 'accepted', refundFen: 5_000 });
  const large = await shop.received({ lines: [{ quantity: 1, priceFen: 5_001 }] });
  const { id: other } = await shop.ask(large, { kind: 'refund_only', reason: 'missing' });
  expect(await shop.pass(48, other)).toBe('escalated');
  expect(await shop.mine(large, other)).toMatchObject({ state: 'asked', desk: 'hq' });
  expect(await shop.pass(48, other)).toBe('nothing');
  const queue = await shop.send(
    shop.staff('sun-hui'),
    'GET',
    '/api/console/aftersales?state=asked&desk=hq&olderHours=90&leastFen=5001',
  );
  expect(queue.body.items.map((one: { id: string }) => one.id)).toContain(other);
  expect((await shop.decide('sun-hui', other, { accepted: true, words: '' })).body.refundFen).toBe(
    5_001,
  );
  await shop.till.whole();
});

test('[B11] she takes it back, or does not bring it in seven days: nothing moved', async () => {
  const order = await shop.received({ lines: [{ quantity: 2, priceFen: 9_000 }] });
  const first = await shop.ask(order, {});
  expect((await shop.ask(order, {})).code).toBe('orders.case_is_open');
  expect((await shop.mySteps(order, first.id, 'withdrawal')).body.state).toBe('withdrawn');
  expect((await shop.mySteps(order, first.id, 'withdrawal')).status).toBe(200);
  const second = await shop.ask(order, {});
  await shop.decide('sun-hui', second.id, { accepted: true, goods: 'bring', words: '' });
  expect(await shop.pass(7 * 24 - 1, second.id)).toBe('nothing');
  expect(await shop.pass(1, second.id)).toBe('lapsed');
  expect(verbs(await shop.mine(order, second.id))).toEqual(['asked', 'approved', 'lapsed']);
  expect((await shop.till.order(order)).refunded_fen).toBe('0');
  await shop.till.whole();
});

test('[B11] not happy, money back: agreed at once by the terms of its day, even after settlement', async () => {
  const order = await shop.received({ lines: [{ quantity: 1, priceFen: 6_000 }] });
  const happy = { days: 30, opened: true, freight: 'store', evidence: false };
  expect((await shop.ask(order, { kind: 'not_happy', reason: 'not_happy' })).code).toBe(
    'orders.claim_not_promised',
  );
  await shop.linesHave(order, { except: 'fresh', happy });
  const offers = await shop.send(shop.her, 'GET', `/api/shop/orders/${order}/aftersales/offers`);
  expect(offers.body.lines[0]).toMatchObject({ noReason: 'fresh', terms: { happy } });
  expect((await shop.ask(order, { reason: 'changed_mind' })).code).toBe('orders.claim_fresh');
  await shop.till.settle(order);
  await shop.stay(0);
  expect((await shop.ask(order, {})).code).toBe('orders.too_late_to_ask');
  const { id, body } = await shop.ask(order, { kind: 'not_happy', reason: 'not_happy' });
  expect(body.state).toBe('approved');
  await shop.send(shop.staff('sun-hui'), 'POST', `/api/console/aftersales/${id}/receipt`, {
    fit: true,
    outlet: null,
    sellable: [],
    words: '',
  });
  expect(await shop.mine(order, id)).toMatchObject({ state: 'accepted', refundFen: 6_000 });
  await shop.till.whole();
});

test('[B11] the store’s fault gives freight back with the last of the goods, and not before', async () => {
  const order = await shop.received({
    lines: [
      { quantity: 2, priceFen: 1_000 },
      { quantity: 1, priceFen: 700 },
    ],
    freightFen: 600,
  });
  const two = [
    { no: 1, pieces: 1, amountFen: null },
    { no: 2, pieces: 1, amountFen: null },
  ];
  const first = await shop.ask(order, { kind: 'refund_only', reason: 'wrong', lines: two });
  await shop.decide('sun-hui', first.id, { accepted: true, words: '' });
  expect(await shop.mine(order, first.id)).toMatchObject({ refundFen: 1_700 });
  const last = await shop.ask(order, { kind: 'refund_only', reason: 'wrong' });
  await shop.decide('sun-hui', last.id, { accepted: true, words: '' });
  expect(await shop.mine(order, last.id)).toMatchObject({ refundFen: 1_600 });
  await shop.till.whole();
});

test('[B11] attack-42: a stranger’s case is not there', async () => {
  const order = await shop.received({ lines: [{ quantity: 1, priceFen: 3_000 }] });
  const { id } = await shop.ask(order, {});
  const stranger = await shop.member(shop.cast.sharer);
  for (const step of ['withdrawal', 'tracking', 'appeal']) {
    const url = `/api/shop/orders/${order}/aftersales/${id}/${step}`;
    const body = step === 'tracking' ? { tracking: 'SF1234' } : { words: '我的' };
    const answer = await shop.send(stranger, 'POST', url, step === 'withdrawal' ? undefined : body);
    expect(answer.status).toBe(404);
  }
});
