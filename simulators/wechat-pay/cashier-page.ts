/** The page on which somebody pays or does not: it stands where a phone would be. */
import type { Order } from './orders.ts';

const SAID: Readonly<Record<string, string>> = {
  done: '已支付 · Paid',
  refused: '没有支付 · Not paid',
  paid: '这单已经付过了 · Paid before',
  closed: '订单已关闭 · Closed',
  over: '付款时间已过 · Too late',
  stranger: '不是本人的订单 · Not your order',
  unknown: '没有这笔订单 · No such order',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0)};`);
const yuan = (fen: number): string =>
  `¥${Math.floor(fen / 100)}.${`${fen % 100}`.padStart(2, '0')}`;

export function payPage(order: Order | null, said: string | null): string {
  const what =
    order === null
      ? ''
      : `<h1>${escaped(order.description)}</h1><p class="sum">${yuan(order.total)}</p>`;
  const form = `<form method="post" action="/sim/pay/${order?.prepayId ?? ''}">
<button name="how" value="pay">支付 · Pay</button>
<button name="how" value="refuse">不付 · Do not pay</button></form>`;
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>模拟微信支付</title>
<style>body{font:18px system-ui;max-width:24em;margin:2em auto;padding:0 1em}
.sum{font-size:2em}button{font:inherit;padding:.6em 1.2em;margin-right:.6em}</style></head>
<body><p>模拟的微信支付，没有真钱 · Simulated WeChat Pay, no money moves</p>
${what}${said === null ? form : `<p role="status">${SAID[said] ?? said}</p>`}</body></html>`;
}
