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

/** Where a comma goes: 12,345,678.90. */
const GROUPS = /\B(?=(\d{3})+\.)/g;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);

/** One small page with one accent: the order, the sum, four ways on. */
const pageOf = (title: string, sum: string, links: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>沙箱收银台 Sandbox cashier</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{color-scheme:light dark;--bg:#f2f5f2;--card:#fff;--ink:#16201b;--ink2:#47534c;--line:#c9d2cb;
--accent:#c2421a;--on:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#0d1310;--card:#161d19;--ink:#edf2ee;--ink2:#b4beb7;
--line:#3b4740;--accent:#f4865a;--on:#220e05}}
body{font:15px/1.5 "PingFang SC","HarmonyOS Sans SC",MiSans,"Noto Sans SC","Microsoft YaHei",
system-ui,sans-serif;margin:0 auto;max-width:420px;padding:16px;background:var(--bg);
color:var(--ink);font-variant-numeric:tabular-nums}
h1{font-size:17px;margin:8px 0 16px}div{background:var(--card);border-radius:12px;padding:24px 16px;
text-align:center;margin:0 0 20px}div span{color:var(--ink2);font-size:13px}
p{font-size:36px;font-weight:600;line-height:1.2;margin:4px 0;color:var(--accent)}
a{display:flex;align-items:center;justify-content:center;min-height:48px;border-radius:24px;
margin:0 0 12px;padding:0 16px;color:var(--ink);background:var(--card);text-decoration:none;
font-weight:600;box-shadow:inset 0 0 0 1px var(--line)}
a:first-of-type{background:var(--accent);color:var(--on);box-shadow:none}
small{display:block;text-align:center;color:var(--ink2);font-size:12px;line-height:1.6}
</style></head><body><main><h1>沙箱收银台 Sandbox cashier</h1>
<div><span>应付 To pay</span><p>${sum}</p><span>订单号 Order ${title}</span></div>${links}
<small>演示用，不会扣款。<br>For demonstration: no money moves.</small></main></body></html>`;

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
        const sum = `¥${(trade.amount / 100).toFixed(2).replace(GROUPS, ',')}`;
        const page = pageOf(escaped(trade.description), sum, links.join(''));
        return reply.type('text/html; charset=utf-8').send(page);
      },
    );
  };
}
