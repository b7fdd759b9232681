/**
 * bar-1b: the payment notification with all its ledger legs (signature, intent, order paid, seven
 * pendings, parcel's clock and codes, event) against the floor's POST of one order. Each
 * notification pays an order of its own, made beforehand. Alternates the two, medians of three.
 */
import { signatureOf, SANDBOX_APP } from '../server/src/adapters/sandbox-pay/sandbox-pay.ts';
import { openVault } from '../server/src/platform/secret.ts';
import { newUuid } from '../server/src/platform/uuid.ts';
import type { OrderId } from '../server/src/kernel/id.ts';
import { tradeNoOf } from '../server/src/modules/payments/rules.ts';
import { seatChain } from '../server/test/cast.ts';
import { putOrder, seatMoney } from '../server/test/cast-orders.ts';
import { openHouse, type House } from '../server/test/house.ts';
import type { Figure } from './figure.ts';
import type { Ask } from './load.ts';
import { AS_SHIPPED, compare, floorOrder, startServer, type Server } from './stage.ts';

const ORDERS = Number(process.env.BENCH_ORDERS ?? 60_000);
const SHOPPERS = 16;

/** One order by the kit, and as many like it as there will be notifications. */
export async function grow(house: House): Promise<OrderId[]> {
  const chain = await seatChain(house);
  const cast = await seatMoney(house, chain);
  const lines = [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ];
  const { id } = await putOrder(house, cast, { lines, invited: true });
  const ids = Array.from({ length: ORDERS }, () => newUuid(house.clock.now()) as OrderId);
  const like = async (table: string, key: string, fresh: Record<string, string> = {}) => {
    const [schema, name] = table.replaceAll('"', '').split('.');
    const { rows } = await house.owner.query(
      `select column_name as c from information_schema.columns
       where table_schema = $1 and table_name = $2 order by ordinal_position`,
      [schema, name],
    );
    const columns = rows.map(({ c }) => `"${c}"`).join();
    const values = rows.map(({ c }) => (c === key ? 'n.id' : (fresh[c] ?? `t."${c}"`))).join();
    await house.owner.query(
      `insert into ${table} (${columns}) select ${values} from ${table} t,
         unnest($2::uuid[]) as n(id) where t."${key}" = $1`,
      [id, ids],
    );
  };
  await like('orders."order"', 'id', { number: 'right(n.id::text, 12)' });
  await like('orders.line', 'order_id');
  await like('orders.history', 'order_id', { id: 'gen_random_uuid()' });
  await like('commission.portion', 'order_id');
  await like('attribution.credit', 'order_id');
  await like('fulfilment.parcel', 'order_id');
  await house.owner.query(
    `insert into payments.intent
       (merchant_id, id, order_id, channel, amount_fen, state, out_trade_no, made_at)
     select $1, gen_random_uuid(), id, 'sandbox', 5770, 'open', no, now()
     from unnest($2::uuid[], $3::text[]) as x(id, no)`,
    [chain.merchant, ids, ids.map((each) => tradeNoOf(each, 1))],
  );
  await house.owner.query('delete from platform.host');
  await house.owner.query('delete from platform.merchant where id <> $1', [chain.merchant]);
  return ids;
}

/** Signed before the clock starts: the provider's work is not ours. */
export function notices(ids: readonly OrderId[]): () => Ask {
  const secret = openVault(Buffer.alloc(32, 7)).sign('sandbox-cashier');
  const timestamp = String(Date.now());
  const asks = ids.map((id, i): Ask => {
    const body = JSON.stringify({
      event: 'payment',
      app: SANDBOX_APP,
      currency: 'CNY',
      outTradeNo: tradeNoOf(id, 1),
      providerNo: `B${i}`,
      amountFen: 5770,
    });
    const signature = signatureOf(secret, timestamp, String(i), body);
    const headers =
      `sandbox-timestamp: ${timestamp}\r\nsandbox-nonce: ${i}\r\n` +
      `sandbox-signature: ${signature}\r\n`;
    return { path: '/api/callbacks/sandbox', body, headers };
  });
  let next = 0;
  return () => {
    const ask = asks[next++];
    if (ask === undefined) throw new Error('too few orders were made: raise BENCH_ORDERS');
    return ask;
  };
}

export async function run(): Promise<Figure> {
  const house = await openHouse({ at: Date.now() });
  const servers: Server[] = [];
  try {
    const ids = await grow(house);
    const floor = await startServer('floor.ts', house.ownerUrl);
    servers.push(floor);
    const shop = await startServer('serve.ts', house.appUrl, AS_SHIPPED);
    servers.push(shop);
    const another = () => Promise.reject(new Error('one is enough'));
    const stage = { owner: house.owner, floor, shop, another };
    const pair = { floor: () => floorOrder(), subject: notices(ids) };
    const { value, raw } = await compare(stage, SHOPPERS, pair);
    return { id: 'bar-1b', value, unit: '× floor', must: 0.4, aim: 0.6, raw };
  } finally {
    for (const { child } of servers) child.kill();
    await house.close();
  }
}
