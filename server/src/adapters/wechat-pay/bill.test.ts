/** Bills of WeChat Pay, from the platform in small over real HTTP into our lines. */
import { afterEach, expect, test } from 'vitest';
import {
  DIRECT,
  openTown,
  PARTNER,
  START,
  type Town,
  wishOf,
} from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';
import { dayOf, instantAt, type Day } from '../../kernel/time.ts';
import { fenIn } from './bill-lines.ts';

const HOUR = 3_600_000;
const DAY = dayOf(instantAt(START));
const open: Town[] = [];
const town = (...settings: Parameters<typeof openTown>): Town => {
  const made = openTown(...settings);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
async function paidOf({ pay, platform }: Town, no: string, amount = 4_580): Promise<string> {
  expect(await platform.pay(await pay.order('jsapi', wishOf(no, amount)))).toBeNull();
  return (await pay.find(no))!.paid!.providerNo;
}
const linesOf = async ({ pay }: Town, day: Day = DAY) => {
  const found = await pay.bill(day);
  return found === null ? null : { hash: found.hash, lines: await Array.fromAsync(found.lines) };
};
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => '',
    (fault: { code: string }) => fault.code,
  );

test.each([
  ['direct', DIRECT, `${DIRECT.mchid}:${DIRECT.appid}`],
  ['partner', PARTNER, `${PARTNER.spMchid}:${PARTNER.subMchid}:${PARTNER.spAppid}`],
] as const)(
  '[B12] %s: a bill is there after ten, and each line is a payment or a refund',
  async (_, who, app) => {
    const here = town('public key', { who });
    const { pay, platform, clock } = here;
    const providerNo = await paidOf(here, 'T-000001');
    here.platform.bills.change = (rows) =>
      rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => cell.replace('邻里鲜', '鲜,鲜')),
      }));
    await paidOf(here, 'T-000002', 1);
    await pay.refund({ refundNo: 'R-1', providerNo, amount: fen(1_000), total: fen(4_580) });
    await platform.tick();
    expect(await linesOf(here)).toBeNull();
    clock.ms = START + 24 * HOUR;
    const { hash, lines } = (await linesOf(here))!;
    expect(hash).toMatch(/^[0-9a-f]{40}$/);
    const rest = { app, currency: 'CNY', at: instantAt(START), rateBps: 60, state: 'done' };
    expect(lines[0]).toEqual({
      ...rest,
      kind: 'payment',
      providerNo,
      outTradeNo: 'T-000001',
      refundNo: '',
      amount: 4_580,
      fee: 27,
    });
    expect(lines[1]).toMatchObject({ outTradeNo: 'T-000002', amount: 1, fee: 0 });
    expect(lines[2]).toMatchObject({
      ...rest,
      kind: 'refund',
      providerNo,
      refundNo: 'R-1',
      amount: 1_000,
      fee: -6,
    });
    expect(lines).toHaveLength(3);
    expect((await linesOf(here, '2025-02-27' as Day))!.lines).toEqual([]);
  },
);

test('[B12] a bill that is cut off, changed, or does not add up is not believed', async () => {
  const here = town();
  await paidOf(here, 'T-000001');
  here.clock.ms = START + 24 * HOUR;
  here.platform.bills.spoil = 1;
  expect(await codeOf(linesOf(here))).toBe('BROKEN_BILL');
  here.platform.bills.change = (rows) => rows.map((row) => ({ ...row, paid: row.paid + 1 }));
  expect(await codeOf(linesOf(here))).toBe('STRANGE_BILL');
  here.platform.bills.change = (rows) =>
    rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell.replace('45.80', '45,80')) }));
  expect(await codeOf(linesOf(here))).toBe('STRANGE_BILL');
});

test('[B12] yuan with five places become whole fen, and nothing else does', () => {
  expect(['0.00', '12.30', '0.00499', '0.00500', '-0.06000', '7'].map(fenIn)).toEqual([
    0, 1_230, 0, 1, -6, 700,
  ]);
  for (const odd of ['', '1e3', '1.234567', '0x10', ' 1', '1,000.00', 'NaN']) {
    expect(() => fenIn(odd)).toThrow('STRANGE_BILL');
  }
});
