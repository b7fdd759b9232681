/**
 * A merchant of WeChat Pay and the platform, in conversation over real HTTP, with the published test
 * keys. The clock stands until it is moved.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../simulators/serve.ts';
import type { Letter } from '../../simulators/wechat-pay/notifier.ts';
import { WechatPaySimulator } from '../../simulators/wechat-pay/wechat-pay.ts';
import { publicHalf } from '../../simulators/wechat-pay/wire.ts';
import type { WechatNotice } from '../src/adapters/wechat-pay/notice.ts';
import { wechatPay, type WechatPaySettings } from '../src/adapters/wechat-pay/wechat-pay.ts';
import { fen } from '../src/kernel/money.ts';
import { Refusal } from '../src/kernel/refusal.ts';

const VECTORS = join(import.meta.dirname, '../../contract/vectors/wechat-pay-crypto.json');
const { keys } = JSON.parse(readFileSync(VECTORS, 'utf8'));
const pemOf = (text: string): string => text.replaceAll('TESTING KEY', 'PRIVATE KEY');
const MERCHANT = pemOf(keys.java_merchant.private_key_pkcs8);
const PLATFORM = pemOf(keys.java_wechatpay.private_key_pkcs8);
export const STRANGER = pemOf(keys.go.private_key_pkcs8);
export const CERTIFICATE: string = keys.java_wechatpay.certificate;
export const PUBLIC_KEY = {
  id: keys.java_wechatpay.public_key_id_for_tests as string,
  pem: keys.java_wechatpay.public_key as string,
};
export const DIRECT = { appid: 'wxd678efh567hg6787', mchid: '1234567891' };
export const PARTNER = {
  spAppid: DIRECT.appid,
  spMchid: DIRECT.mchid,
  subMchid: '1900000109',
  subAppid: 'wxb4ba3c02aa476abc',
};
/** Within the test certificate's years. */
export const START = Date.parse('2025-03-01T02:00:00Z');
export const NOTIFY = 'https://shop.example.com/api/callbacks/wechat-pay';

/** What the platform has of the merchant. */
export const BOOK = {
  mchid: DIRECT.mchid,
  serial: keys.java_merchant.serial as string,
  publicKey: publicHalf(MERCHANT),
  apiKey: keys.java_apiv3_key as string,
  appids: [DIRECT.appid],
  subs: { [PARTNER.subMchid]: [PARTNER.subAppid] },
};
/** What the merchant has set, but for where its shop and the platform are. */
export const ACCOUNT = {
  app: DIRECT.appid,
  mchid: DIRECT.mchid,
  serial: BOOK.serial,
  privateKey: MERCHANT,
  apiKey: BOOK.apiKey,
  publicKey: PUBLIC_KEY,
};
export const BY_KEY = { privateKey: PLATFORM, publicKeyId: PUBLIC_KEY.id };

export type Mode = 'public key' | 'certificate' | 'both';
export interface Heard {
  readonly status: number;
  readonly notice: WechatNotice | null;
  readonly code: string | null;
}

/** @param changes what the merchant has set otherwise */
export function openTown(mode: Mode = 'public key', changes: Partial<WechatPaySettings> = {}) {
  const clock = { ms: START, skewMs: 0 };
  const heard: Heard[] = [];
  const byKey = mode === 'certificate' ? {} : { publicKeyId: PUBLIC_KEY.id };
  const byCertificate = mode === 'public key' ? {} : { certificate: CERTIFICATE };
  const platform = new WechatPaySimulator({
    merchants: [BOOK],
    platform: { privateKey: PLATFORM, ...byKey, ...byCertificate },
    nowMs: () => clock.ms,
    deliver: (letter) => hear(letter),
  });
  const server = serve((asked) => platform.answer(asked));
  const pay = wechatPay({
    who: DIRECT,
    serial: BOOK.serial,
    privateKey: MERCHANT,
    apiKey: BOOK.apiKey,
    ...(mode === 'certificate' ? {} : { publicKey: PUBLIC_KEY }),
    ...(mode === 'public key' ? {} : { certificates: [] }),
    base: server.url,
    nowMs: () => clock.ms + clock.skewMs,
    ...changes,
  });
  async function hear({ headers, body }: Letter): Promise<number> {
    try {
      const notice = await pay.read(headers, body);
      heard.push({ status: 200, notice, code: null });
      return 200;
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      const status = fault.kind === 'unauthorized' ? 401 : 400;
      heard.push({ status, notice: null, code: fault.code });
      return status;
    }
  }
  return { clock, heard, platform, pay, url: server.url, close: server.close };
}
export type Town = ReturnType<typeof openTown>;

export const wishOf = (outTradeNo: string, amountFen = 4_580) => ({
  outTradeNo,
  amount: fen(amountFen),
  description: '邻里鲜 · 订单 1024',
  notifyUrl: NOTIFY,
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
});
