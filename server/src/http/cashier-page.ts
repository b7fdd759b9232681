/**
 * Demo and test only: the sandbox provider's page, where a buyer pays, refuses, pays late or
 * twice.
 */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../kernel/refusal.ts';
import { newToken } from '../platform/secret.ts';
import { Query } from './schema.ts';

const WAYS = ['pay', 'refuse', 'late', 'twice'] as const;
/** Each browser has a wallet of its own: whoever pays with it is one payer. */
const WALLET = 'sandbox_wallet';
type Way = (typeof WAYS)[number];
const WORDS: Readonly<Record<Way, string>> = {
  pay: '付款 Pay',
  refuse: '不付了 Refuse',
  late: '16 分钟后才付 Pay 16 minutes late',
  twice: '付两次 Pay twice',
};

/** What the page needs of the cashier, which only the top of the house knows. */
interface Cashier<Trade extends { amount: number; description: string; back: string }> {
  trade(token: string, signature: string): Trade | null;
  pay(trade: Trade, how: Way, wallet: string): Promise<void>;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);

/** One small page with one accent: the order, the sum, four ways on. */
const pageOf = (title: string, sum: string, links: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>沙箱收银台 Sandbox cashier</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC",sans-serif;margin:0 auto;
max-width:420px;padding:24px;background:#f2f5f2;color:#16201b}h1{font-size:20px}
p{font-size:32px;font-weight:600;margin:8px 0 24px}a{display:block;background:#fff;color:#16201b;
border-radius:12px;padding:14px 16px;margin:0 0 12px;text-decoration:none;font-weight:500}
a:first-of-type{background:#a63711;color:#fff;text-align:center}small{color:#626d66}
</style></head><body><main><h1>${title}</h1><p>${sum}</p>${links}
<small>演示用，不会扣款。 For demonstration: no money moves.</small></main></body></html>`;

export function cashierPage<T extends { amount: number; description: string; back: string }>(
  cashier: Cashier<T>,
) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Querystring: { trade: string; signature: string; how?: Way } }>(
      '/sim/cashier',
      {
        schema: {
          hide: true,
          querystring: Query({
            trade: Type.String({ maxLength: 2_000 }),
            signature: Type.String({ maxLength: 100 }),
            how: Type.Optional(Type.Enum(WAYS)),
          }),
        },
      },
      async ({ query: { trade: token, signature, how }, cookies }, reply) => {
        const trade = cashier.trade(token, signature);
        if (trade === null) throw new Refusal('not_found', 'payments.unknown_trade');
        reply.header('cache-control', 'no-store');
        const wallet = cookies[WALLET] ?? newToken();
        reply.setCookie(WALLET, wallet, { path: '/sim', httpOnly: true, sameSite: 'lax' });
        if (how !== undefined) {
          await cashier.pay(trade, how, wallet);
          return reply.redirect(trade.back);
        }
        const links = WAYS.map((way) => {
          const asked = new URLSearchParams({ trade: token, signature, how: way });
          return `<a href="/sim/cashier?${escaped(asked.toString())}">${WORDS[way]}</a>`;
        });
        const sum = `¥${(trade.amount / 100).toFixed(2)}`;
        const page = pageOf(escaped(trade.description), sum, links.join(''));
        return reply.type('text/html; charset=utf-8').send(page);
      },
    );
  };
}
