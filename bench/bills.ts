/**
 * A day's bill of 100,000 lines from WeChat Pay in small, over HTTP: fetched, unpacked, proven by
 * its hash, kept line by line, compared with as many payments of ours, one in a hundred of which
 * does not agree; then looked at again.
 */
import { serve } from '../simulators/serve.ts';
import { paymentRow, type Row } from '../simulators/wechat-pay/bills.ts';
import { WechatPaySimulator } from '../simulators/wechat-pay/wechat-pay.ts';
import { healBreaks } from '../server/src/flows/steps/heal-breaks.ts';
import { importBill } from '../server/src/flows/steps/import-bill.ts';
import { hearOf } from '../server/src/http/callbacks/hear.ts';
import { addDays, dayOf, epochOf, instantAt, startOf } from '../server/src/kernel/time.ts';
import { HOST } from '../server/test/cast.ts';
import { openMoneyHouse } from '../server/test/money-house.ts';
import { ACCOUNT, BOOK, BY_KEY } from '../server/test/wechat-pay-town.ts';
import { median, type Figure } from './figure.ts';
import { ROUNDS } from './stage.ts';

const LINES = Number(process.env.BILL_LINES ?? 100_000);
const HOUR = 3_600_000;

export async function run(): Promise<Figure> {
  const seconds: number[] = [];
  let breaks = 0;
  let rssMb = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await once();
    seconds.push(found.seconds);
    breaks = found.breaks;
    rssMb = Math.max(rssMb, found.rssMb);
  }
  const raw = { lines: LINES, breaks, rssMb, seconds };
  return { id: 'bills', value: median(seconds), unit: 's', must: 30, aim: 15, bound: 'most', raw };
}

async function once() {
  let nowMs = (): number => 0;
  const platform = new WechatPaySimulator({
    merchants: [BOOK],
    platform: BY_KEY,
    nowMs: () => nowMs(),
    deliver: async () => 200,
  });
  const server = serve((asked) => platform.answer(asked));
  const base = await server.url();
  const money = await openMoneyHouse(0, { wechatPay: { ...ACCOUNT, host: HOST, base } });
  const { house, cast } = money;
  nowMs = () => house.clock.now();
  const { merchant } = cast.chain;
  const channel = money.met.payments.at(HOST)!;
  const day = dayOf(instantAt(house.clock.now()));
  const noonMs = epochOf(startOf(day)) + 12 * HOUR;
  await house.owner.query(PAYMENTS, [merchant, LINES, new Date(noonMs)]);
  await house.owner.query('analyze');
  // One order for the platform to have a bill at all; its line is the pattern of all others.
  const wish = { outTradeNo: 'T-000001', amount: 100 as never, id: '' as never };
  const place = { description: 'x', host: HOST, back: '/', address: '14.23.150.211' };
  const page = { ...place, scene: 'phone', payer: null } as const;
  const payBy = instantAt(house.clock.now() + HOUR);
  const asked = await channel.checkout(wish as never, { ...page, payBy });
  const url = new URL(asked as string);
  await platform.pay(url.searchParams.get('prepay_id')!);
  const pattern = paymentRow(platform.orders.all()[0]!);
  platform.bills.change = () => Array.from({ length: LINES }, (_, i) => lineOf(pattern, i + 1));
  house.clock.advance(epochOf(startOf(addDays(day, 1))) + 11 * HOUR - house.clock.now());
  const { name, account, app, bills } = channel;
  const bill = { name, account, app, bills: bills! };
  const parts = { ...house, ...money.met, hear: hearOf(house) };
  const startMs = performance.now();
  await importBill(house.db, merchant, bill, { day, hosts: [HOST] });
  await healBreaks(parts, merchant, bill, () => {});
  const seconds = (performance.now() - startMs) / 1_000;
  const { n } = await money.till.one('select count(*)::int as n from payments.bill_break');
  const rssMb = Math.round(process.memoryUsage().rss / 2 ** 20);
  await money.close();
  await server.close();
  return { seconds, breaks: n, rssMb };
}

/** Every hundredth is ours alone, or says another sum. */
function lineOf({ atMs, cells }: Row, i: number): Row {
  const fen = 100 + (i % 9_000) + (i % 200 === 0 ? 1 : 0);
  const own = [...cells];
  own[5] = i % 200 === 100 ? `X${i}` : `N${i}`;
  own[6] = `q${i}`;
  own[12] = (fen / 100).toFixed(2);
  own[22] = (Math.round((fen * 60) / 10_000) / 100).toFixed(5);
  own[24] = own[12];
  return { atMs, cells: own, paid: fen, back: 0, fee: 0 };
}

const PAYMENTS = `with intents as (
    insert into payments.intent (merchant_id, id, order_id, channel, amount_fen, state,
      out_trade_no, provider_no, made_at, captured_at)
    select $1, md5('i' || i)::uuid, md5('o' || i)::uuid, 'wechat-pay', 100 + i % 9000, 'captured',
      'q' || i, 'N' || i, $3, $3 from generate_series(1, $2::integer) i)
  insert into payments.capture (merchant_id, channel, provider_no, intent_id, order_id, amount_fen,
    use, at)
  select $1, 'wechat-pay', 'N' || i, md5('i' || i)::uuid, md5('o' || i)::uuid, 100 + i % 9000,
    'order', $3 from generate_series(1, $2::integer) i`;
