/**
 * bar-1b through WeChat Pay: the notification as the platform sends it, RSA to prove, AES to open,
 * an account of the merchant's own by its row, then the same order and legs as bar-1b; against the
 * floor's POST of one order. Signed and sealed beforehand: the provider's work is not ours.
 */
import { Seal, seal } from '../simulators/wechat-pay/wire.ts';
import type { OrderId } from '../server/src/kernel/id.ts';
import { tradeNoOf } from '../server/src/modules/payments/rules.ts';
import { openVault } from '../server/src/platform/secret.ts';
import { newUuid } from '../server/src/platform/uuid.ts';
import { openHouse, type House } from '../server/test/house.ts';
import { ACCOUNT, BOOK, BY_KEY, DIRECT } from '../server/test/wechat-pay-town.ts';
import { grow } from './bar-1b.ts';
import type { Figure } from './figure.ts';
import type { Ask } from './load.ts';
import { AS_SHIPPED, compare, floorOrder, startServer, type Server } from './stage.ts';

const SHOPPERS = 16;

/** The account's row, sealed as the bench's server opens it; every intent goes through it. */
async function open({ owner }: House): Promise<string> {
  const id = newUuid(Date.now());
  const { privateKey, apiKey, publicKey, serial } = ACCOUNT;
  const vault = openVault(Buffer.alloc(32, 7));
  const sealed = vault.seal(JSON.stringify({ privateKey, apiKey, publicKey: publicKey.pem }));
  const settings = { host: 'bench.example.com', appid: DIRECT.appid, mchid: DIRECT.mchid };
  await owner.query(
    `with n as (select merchant_id, id from chain.node where kind = 'hq' limit 1),
     a as (insert into payments.account (merchant_id, id, node_id, channel, mode, name, settings,
       made_at, changed_at)
       select merchant_id, $1, id, 'wechat-pay', 'direct', 'bench', $2, now(), now() from n
       returning merchant_id)
     insert into payments.account_key (merchant_id, account_id, no, facts, sealed, made_at)
     select merchant_id, $1, 1, $3, $4, now() from a`,
    [id, settings, { serial, publicKeyId: publicKey.id }, sealed],
  );
  await owner.query(`update payments.intent set channel = 'wechat-pay', account_id = $1`, [id]);
  return id;
}

function notices(ids: readonly OrderId[], account: string): () => Ask {
  const platform = new Seal(BY_KEY, () => Date.now());
  const asks = ids.map((order, i): Ask => {
    const plain = {
      ...DIRECT,
      out_trade_no: tradeNoOf(order, 1),
      transaction_id: `42000${i}`,
      trade_type: 'JSAPI',
      trade_state: 'SUCCESS',
      success_time: '2026-03-14T22:40:00+08:00',
      payer: { openid: `o-bench-${i}` },
      amount: { total: 5_770, payer_total: 5_770, currency: 'CNY', payer_currency: 'CNY' },
    };
    const body = JSON.stringify({
      id: `EV-${i}`,
      create_time: '2026-03-14T22:40:00+08:00',
      resource_type: 'encrypt-resource',
      event_type: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      resource: {
        original_type: 'transaction',
        ...seal(BOOK.apiKey, 'transaction', JSON.stringify(plain)),
      },
    });
    const headers = Object.entries(platform.sign(body))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    return { path: `/api/callbacks/wechat-pay/${account}`, body, headers };
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
  // Nobody is asked anything here; a test's server must be told where the platform would be.
  process.env.BENCH_WECHAT_PAY = 'http://127.0.0.1:9';
  try {
    const ids = await grow(house);
    const account = await open(house);
    const floor = await startServer('floor.ts', house.ownerUrl);
    servers.push(floor);
    const shop = await startServer('serve.ts', house.appUrl, AS_SHIPPED);
    servers.push(shop);
    const another = () => Promise.reject(new Error('one is enough'));
    const stage = { owner: house.owner, floor, shop, another };
    const pair = { floor: () => floorOrder(), subject: notices(ids, account) };
    const { value, raw } = await compare(stage, SHOPPERS, pair);
    return { id: 'bar-1b-wechat', value, unit: '× floor', must: 0.5, aim: 0.6, raw };
  } finally {
    for (const { child } of servers) child.kill();
    await house.close();
  }
}
