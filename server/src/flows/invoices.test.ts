/** An invoice from the member's ask to the platform's number, and back again by a refund. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCaseHouse, type CaseHouse } from '../../test/case-house.ts';
import type { OrderId } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import type { InvoiceId } from '../modules/invoices/invoices.ts';
import { checkCharacter, isTaxNo, redLines, sumOf, taxWithin } from '../modules/invoices/rules.ts';
import { newUuid } from '../platform/uuid.ts';
import { reverseInvoice } from './request-invoice.ts';
import { invoiceFile } from './see-invoices.ts';
import { hearInvoice, sendInvoice } from './send-invoice.ts';

let shop: CaseHouse;
beforeAll(async () => {
  shop = await openCaseHouse();
});
afterAll(() => shop.close());
const merchant = () => shop.cast.chain.merchant;
const platform = () => shop.met.simulators!.fapiao;
const send = (id: string) =>
  sendInvoice(
    { db: shop.house.db, port: shop.met.invoices, origin: shop.house.origin },
    merchant(),
    id as InvoiceId,
  );
const COMPANY = { kind: 'company', name: '杭州某某科技有限公司', taxNo: '91330106MA2CFRT69T' };
const ask = async (order: OrderId, title: object = { kind: 'personal', name: '吴桐' }) => {
  const id = newUuid(shop.house.clock.now());
  const answer = await shop.send(shop.her, 'POST', `/api/shop/orders/${order}/invoices`, {
    id,
    title,
  });
  return { id, ...answer };
};
const rowsOf = (order: OrderId) =>
  shop.till.many(
    `select id, colour, state, amount_fen::int as n, tax_fen::int as tax, number, tries
     from invoices.invoice where order_id = $1 order by id`,
    [order],
  );
async function bought(): Promise<OrderId> {
  const lines = [{ quantity: 2, priceFen: 4_360 }];
  const id = await shop.received({ lines, freightFen: 500 });
  const product = '(select product_id from catalog.sku where id = sku_id)';
  await shop.house.owner.query(`update orders.line set product_id = ${product} where no > 0`);
  return id;
}

test('[B11] a tax number proves itself: GB 32100, eighteen characters, every single slip is found', () => {
  // Published codes of 国家税务总局's and others' own pages.
  for (const right of [
    '91350100M000100Y43',
    '91110000600007156J',
    '91330106MA2CFRT69T'.slice(0, 17),
  ])
    if (right.length === 18) expect(isTaxNo(right), right).toBe(true);
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{17}$/),
      fc.nat(16),
      fc.nat(30),
      (head, place, by) => {
        const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
        const code = head + checkCharacter(head);
        expect(isTaxNo(code)).toBe(true);
        const other = letters[by]!;
        const slipped = code.slice(0, place) + other + code.slice(place + 1);
        expect(isTaxNo(slipped)).toBe(other === code[place]);
      },
    ),
  );
  for (const wrong of ['', '9135010', '91350100M000100Y4I', '91350100m000100y43'])
    expect(isTaxNo(wrong)).toBe(false);
});

test('[B11] whatever comes back in whatever parts, red takes back exactly what stood, tax and all', () => {
  const rates = fc.constantFrom(0, 300, 600, 900, 1_300);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999 }),
      rates,
      fc.array(fc.nat(999_999)),
      (n, taxBps, cuts) => {
        const line = { no: 1, title: '', spec: '', taxCode: '', taxBps };
        let stands = { ...line, amountFen: fen(n), taxFen: taxWithin(fen(n), taxBps) };
        for (const left of [...cuts.map((cut) => cut % n).toSorted((a, b) => b - a), 0]) {
          const goal = left === 0 ? [] : [{ ...stands, amountFen: fen(left) }];
          const red = sumOf(redLines([stands], goal));
          stands = {
            ...stands,
            amountFen: fen(stands.amountFen - red.amountFen),
            taxFen: fen(stands.taxFen - red.taxFen),
          };
          expect(stands.taxFen).toBe(taxWithin(stands.amountFen, taxBps));
        }
        expect(stands).toMatchObject({ amountFen: 0, taxFen: 0 });
      },
    ),
  );
});

test('[B11] asked, told, issued by signed notice, taken away as a file; a refund takes its part back', async () => {
  const order = await bought();
  expect((await ask(order, { ...COMPANY, taxNo: '91330106MA2CFRT690' })).code).toBe(
    'invoices.title_wrong',
  );
  const taxNo = `91330106MA2CFRT69${checkCharacter('91330106MA2CFRT69')}`;
  const { id, status } = await ask(order, { ...COMPANY, taxNo });
  expect(status).toBe(201);
  expect((await ask(order)).code).toBe('invoices.asked_already');
  await send(id);
  expect(await platform().settle()).toEqual([200]);
  expect(await rowsOf(order)).toMatchObject([
    { colour: 'blue', state: 'issued', n: 8_720, tax: 720 },
  ]);
  const url = `/api/shop/orders/${order}/invoices`;
  const hers = { merchant: merchant(), order, member: shop.cast.buyer, id: id as InvoiceId };
  const file = await invoiceFile({ db: shop.house.db, invoices: shop.met.invoices }, hers);
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  const stranger = await shop.member(shop.cast.sharer);
  expect((await shop.send(stranger, 'GET', url)).status).toBe(404);
  const asked = await shop.ask(order, { kind: 'refund_only' });
  await shop.decide('sun-hui', asked.id, { accepted: true, words: '' });
  expect(await reverseInvoice(shop.house.db, merchant(), order)).toBe(true);
  expect(await reverseInvoice(shop.house.db, merchant(), order)).toBe(false);
  const red = (await rowsOf(order))[1]!;
  await send(red.id);
  await platform().settle();
  expect((await rowsOf(order))[1]).toMatchObject({
    colour: 'red',
    state: 'issued',
    n: 4_360,
    tax: 360,
  });
  const list = await shop.send(shop.staff('sun-hui'), 'GET', '/api/console/invoices?colour=red');
  expect(list.body.items[0]).toMatchObject({ amountFen: 4_360, state: 'issued' });
});

test('[B11] attack-26 attack-27: a notice lost, doubled or forged; the platform away: one invoice, asked again', async () => {
  const order = await bought();
  const { id } = await ask(order);
  platform().faults.breaks = true;
  await expect(send(id)).rejects.toMatchObject({ code: 'invoices.platform_away' });
  platform().faults.breaks = false;
  platform().faults.notice = 'forged';
  await send(id);
  expect(await platform().settle()).toEqual([401]);
  expect((await rowsOf(order))[0]).toMatchObject({ state: 'sent' });
  platform().faults.notice = 'twice';
  await send(id); // it is asked, and has been issued
  expect((await rowsOf(order))[0]).toMatchObject({ state: 'issued' });
  const { number } = (await rowsOf(order))[0]!;
  const answer = { state: 'issued', number: 'another' } as const;
  await Promise.all(
    [0, 1, 2].map(() => hearInvoice(shop.house.db, merchant(), id as InvoiceId, answer)),
  );
  expect((await rowsOf(order))[0]!.number).toBe(number);
  const other = await bought();
  const second = await ask(other);
  await send(second.id);
  expect(await platform().settle()).toEqual([200, 200]);
  platform().faults.notice = 'right';
});

test('[B11] a red one waits for its blue one; ten asks at once are one invoice; refused says why', async () => {
  const order = await bought();
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(order)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const { id } = answers.find(({ status }) => status === 201)!;
  const asked = await shop.ask(order, { kind: 'refund_only' });
  await shop.decide('sun-hui', asked.id, { accepted: true, words: '' });
  await reverseInvoice(shop.house.db, merchant(), order);
  const red = (await rowsOf(order))[1]!;
  expect(await send(red.id)).toBe('waits');
  platform().faults.refuse = '抬头与税号不符';
  await send(id);
  await platform().settle();
  platform().faults.refuse = null;
  const mine = await shop.send(shop.her, 'GET', `/api/shop/orders/${order}/invoices`);
  expect(mine.body.items[0]).toMatchObject({ state: 'failed', failure: '抬头与税号不符' });
  await shop.till.whole();
});
