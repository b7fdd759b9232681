/**
 * Alipay as a payment channel: its page on a desk, its wap page on a phone, never inside WeChat,
 * which does not open it. The port is `PaymentChannel` of the payments room.
 */
import type { Id } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, hours, type Day, type Instant } from '../../kernel/time.ts';
import { alipayBill } from './bill.ts';
import { AlipayFault, type Answer, alipayLine, type AlipaySettings } from './line.ts';
import { fenOf, yuanOf } from './money.ts';

interface Page {
  readonly description: string;
  readonly host: string;
  readonly back: string;
  readonly payBy: Instant;
  readonly scene: string;
}
interface Refund {
  readonly refundNo: string;
  readonly providerNo: string;
  readonly amount: Fen;
}
interface Place {
  readonly host: string;
  readonly account: Id<'account'>;
}
type Fields = Readonly<Record<string, string>>;
const PROBE = 'quandian-probe-000000';
const PAID = ['TRADE_SUCCESS', 'TRADE_FINISHED'];
const malformed = (): Refusal => new Refusal('invalid', 'payments.malformed_notice');

export function alipayChannel(settings: AlipaySettings, { host, account }: Place) {
  const line = alipayLine(settings);
  const { appid, sellerId } = settings;
  const notify = `https://${host}/api/callbacks/alipay/${account}`;
  const paidOf = (outTradeNo: string, answer: Answer) => {
    const payer = String(answer.buyerOpenId ?? answer.buyerUserId ?? '');
    return {
      kind: 'paid' as const,
      app: appid,
      currency: 'CNY',
      outTradeNo,
      providerNo: String(answer.tradeNo),
      amount: fenOf(answer.totalAmount),
      ...(payer === '' ? {} : { payer }),
    };
  };
  const refundOf = async (providerNo: string, refundNo: string) => {
    const found = await line.ask('alipay.trade.fastpay.refund.query', {
      tradeNo: providerNo,
      outRequestNo: refundNo,
    });
    return found.refundStatus === 'REFUND_SUCCESS' ? fenOf(found.refundAmount) : null;
  };
  const find = async (outTradeNo: string) => {
    const found = await line.ask('alipay.trade.query', { outTradeNo }).catch((fault) => {
      if (codeOf(fault) === 'ACQ.TRADE_NOT_EXIST') return null; // she has not opened the page
      throw fault;
    });
    if (found === null) return { state: 'unpaid' as const };
    if (found.outTradeNo !== outTradeNo) throw new AlipayFault('STRANGE_ANSWER');
    const state = String(found.tradeStatus);
    // Closed after it was paid means that all of it went back; closed before has no payer.
    if (PAID.includes(state) || (state === 'TRADE_CLOSED' && found.sendPayDate !== undefined)) {
      return { state: 'paid' as const, notice: paidOf(outTradeNo, found) };
    }
    return { state: state === 'TRADE_CLOSED' ? ('closed' as const) : ('unpaid' as const) };
  };
  return {
    name: 'alipay',
    account,
    app: appid,
    async checkout(
      { outTradeNo, amount }: { readonly outTradeNo: string; readonly amount: Fen },
      page: Page,
    ): Promise<string> {
      if (page.scene === 'wechat' || page.scene === 'mini') {
        throw new Refusal('conflict', 'payments.not_in_this_app');
      }
      const onDesk = page.scene === 'desk';
      const wish = {
        outTradeNo,
        totalAmount: yuanOf(amount),
        subject: [...page.description].slice(0, 128).join(''),
        productCode: onDesk ? 'FAST_INSTANT_TRADE_PAY' : 'QUICK_WAP_WAY',
        timeExpire: clockOf(page.payBy),
      };
      const back = `https://${page.host}${page.back}`;
      const method = onDesk ? 'alipay.trade.page.pay' : 'alipay.trade.wap.pay';
      return line.page(method, wish, { notify, back });
    },
    async read(_headers: unknown, body: string) {
      const fields: Fields = Object.fromEntries(new URLSearchParams(body));
      if (!(await line.proves(fields))) throw new Refusal('unauthorized', 'payments.bad_signature');
      // Rightly signed for somebody else is no proof for us.
      const ours = fields.app_id === appid && (!sellerId || fields.seller_id === sellerId);
      if (!ours) throw new Refusal('unauthorized', 'payments.bad_signature');
      const { out_trade_no: outTradeNo, trade_no: providerNo, out_biz_no: refundNo } = fields;
      if (!outTradeNo || !providerNo) throw malformed();
      if (refundNo) {
        // It tells the sum of all refunds of the trade; this one's is asked for.
        const amount = await refundOf(providerNo, refundNo);
        if (amount === null) return null;
        return { kind: 'refunded' as const, refundNo, amount, succeeded: true };
      }
      if (!PAID.includes(fields.trade_status ?? '')) return null;
      try {
        const { total_amount: totalAmount, buyer_id: buyerUserId } = fields;
        return paidOf(outTradeNo, { tradeNo: providerNo, totalAmount, buyerUserId });
      } catch {
        throw malformed();
      }
    },
    find,
    async close(outTradeNo: string): Promise<'closed' | 'paid'> {
      try {
        await line.ask('alipay.trade.close', { outTradeNo });
      } catch (fault) {
        const code = codeOf(fault);
        if (code === 'ACQ.TRADE_NOT_EXIST') return 'closed'; // by its own time it will not be paid
        const { state } = await find(outTradeNo);
        if (state === 'unpaid') throw fault;
        return state;
      }
      return 'closed';
    },
    /** Done when it is answered; the same number is the same refund. */
    async refund({ refundNo, providerNo, amount }: Refund) {
      await line.ask('alipay.trade.refund', {
        tradeNo: providerNo,
        outRequestNo: refundNo,
        refundAmount: yuanOf(amount),
      });
      const found = await refundOf(providerNo, refundNo);
      if (found === null) return;
      return { kind: 'refunded' as const, refundNo, amount: found, succeeded: true };
    },
    async payOut(): Promise<'paid' | 'failed'> {
      throw new Refusal('conflict', 'payments.no_such_channel');
    },
    async probe(): Promise<string | null> {
      const code = await line
        .ask('alipay.trade.query', { outTradeNo: PROBE })
        .then(() => '', codeOf);
      return code === 'ACQ.TRADE_NOT_EXIST' ? null : code || 'STRANGE_ANSWER';
    },
    bills: {
      bill: (day: Day) => alipayBill(line, day, { appid, nowMs: settings.nowMs }),
      async ask(outTradeNo: string) {
        const found = await find(outTradeNo);
        return found.state === 'paid' ? found.notice : null;
      },
    },
  };
}

const codeOf = (fault: unknown): string => (fault instanceof AlipayFault ? fault.code : 'FAILED');
const EIGHT = hours(8);
/** 2026-03-14 22:40:00, in Shanghai. */
const clockOf = (at: Instant): string => after(at, EIGHT).slice(0, 19).replace('T', ' ');
