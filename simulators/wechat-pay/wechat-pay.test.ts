/** What the simulator refuses as the platform would, and the page where a phone would be. */
import { request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { DIRECT, NOTIFY, openTown, type Town, wishOf } from '../../server/test/wechat-pay-town.ts';
import { fen } from '../../server/src/kernel/money.ts';
import { bodyOf, notifyUrl, outTradeNo } from './fields.ts';

const open: Town[] = [];
const town = (): Town => {
  const made = openTown();
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

test('[B12] fields that nobody knows, nulls and holes are refused by name', () => {
  const fields = { a: '!', b: '?', c: { d: '!' } } as const;
  expect(bodyOf('{"a":1,"c":{"d":2}}', fields)).toEqual({ a: 1, c: { d: 2 } });
  expect(() => bodyOf('{"a":1,"e":1}', fields)).toThrow('无法识别的参数 e');
  expect(() => bodyOf('{"a":1,"b":null}', fields)).toThrow('b 不能为null');
  expect(() => bodyOf('{"b":1}', fields)).toThrow('缺少参数 a');
  expect(() => bodyOf('{"a":1,"c":{}}', fields)).toThrow('缺少参数 c.d');
  for (const text of ['', '[]', 'null', '{']) expect(() => bodyOf(text, fields)).toThrow();
});

test('[B12] a notification’s address is https, without a query, and of the outside', () => {
  expect(notifyUrl(NOTIFY)).toBe(NOTIFY);
  for (const wrong of [
    'http://shop.example.com/a',
    'https://shop.example.com/a?b=1',
    'https://192.168.1.2/a',
    'https://localhost/a',
    'shop',
  ]) {
    expect(() => notifyUrl(wrong), wrong).toThrow();
  }
  for (const wrong of ['short', 'with space', '订单123456', 'x'.repeat(33)]) {
    expect(() => outTradeNo(wrong), wrong).toThrow();
  }
});

test('[B12] fifty refunds of an order and no more, and none after a year', async () => {
  const { pay, platform, clock } = town();
  await platform.pay(await pay.order('jsapi', wishOf('T-000001')));
  const { providerNo } = (await pay.find('T-000001'))!.paid!;
  const wish = { providerNo, amount: fen(1), total: fen(4_580) };
  for (let nth = 1; nth <= 50; nth += 1) await pay.refund({ ...wish, refundNo: `R-${nth}` });
  await expect(pay.refund({ ...wish, refundNo: 'R-51' })).rejects.toThrow('INVALID_REQUEST');
  await platform.pay(await pay.order('jsapi', wishOf('T-000002')));
  const second = (await pay.find('T-000002'))!.paid!.providerNo;
  clock.ms += 367 * 86_400_000;
  const late = pay.refund({ ...wish, providerNo: second, refundNo: 'R-52' });
  await expect(late).rejects.toThrow('INVALID_REQUEST');
});

test('[B12] at the cashier page somebody refuses, then pays; what a shop wrote stays text', async () => {
  const { pay, platform, heard, url } = town();
  const wish = { ...wishOf('T-000001'), description: '<b>桃子</b> & "梨"' };
  const prepayId = await pay.order('jsapi', wish);
  const at = `${await url()}/sim/pay/${prepayId}`;
  const press = async (how: string): Promise<string> => {
    const answer = await request(at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `how=${how}`,
    });
    return answer.body.text();
  };
  const page = await (await request(at)).body.text();
  expect(page).toContain('¥45.80');
  expect(page).toContain('&#60;b&#62;桃子');
  expect(page).not.toContain('<b>');
  expect(await press('refuse')).toContain('没有支付');
  expect(platform.orders.get(DIRECT.mchid, 'T-000001').state).toBe('NOTPAY');
  expect(heard).toEqual([]);
  expect(await press('pay')).toContain('已支付');
  expect(heard).toMatchObject([{ status: 200, notice: { kind: 'paid', amount: 4_580 } }]);
  expect(await press('pay')).toContain('已经付过了');
  expect(heard).toHaveLength(1);
  const gone = await request(`${await url()}/sim/pay/wx0`);
  expect(gone.statusCode).toBe(404);
  expect(await gone.body.text()).toContain('没有这笔订单');
});
