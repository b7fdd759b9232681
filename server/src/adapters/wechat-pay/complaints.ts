/** Complaints of buyers at the platform: read, answered, ended. It wants an answer within a day. */
import type { Fen } from '../../kernel/money.ts';
import { contradiction, oneOf, understood } from './answers.ts';
import type { Line } from './line.ts';
import { asObject, type Found, textOf, Unreadable, wholeFen } from './reading.ts';
import type { Shape } from './shape.ts';

const STATES = ['PENDING', 'PROCESSING', 'PROCESSED'] as const;
export interface Complaint {
  readonly id: string;
  /** As the platform spells it: RFC 3339 of Shanghai. */
  readonly at: string;
  readonly words: string;
  readonly state: (typeof STATES)[number];
  /** Which trades it is about, with their sums. */
  readonly trades: readonly { readonly outTradeNo: string; readonly amountFen: Fen }[];
  /** The buyer has written and was not answered yet. */
  readonly waits: boolean;
  readonly wantsRefundFen: Fen | null;
}
const ROOT = '/v3/merchant-service/complaints-v2';
const PAGE = 50;

export function complaintCalls(line: Line, { mchid, askingRefund }: Shape) {
  const at = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;
  const sub = askingRefund === '' ? mchid : new URLSearchParams(askingRefund).get('sub_mchid');
  return {
    /** Of these days, at most thirty; all pages. */
    async list(from: string, to: string): Promise<Complaint[]> {
      const found: Complaint[] = [];
      for (;;) {
        const query = new URLSearchParams({
          ...{ begin_date: from, end_date: to, limit: String(PAGE) },
          offset: String(found.length),
          complainted_mchid: sub ?? mchid,
        });
        const answer = await line.ask({ method: 'GET', target: `${ROOT}?${query}` });
        const rows = understood(() => {
          if (!Array.isArray(answer.data)) throw new Unreadable('no list');
          return answer.data.map((each) => complaintOf(asObject(each)));
        });
        found.push(...rows);
        const total = Number(answer.total_count ?? 0);
        if (rows.length === 0 || found.length >= total) return found;
      }
    },
    async get(id: string): Promise<Complaint> {
      const found = await line.ask({ method: 'GET', target: at(id) });
      return understood(() => {
        if (found.complaint_id !== id) throw contradiction();
        return complaintOf(found);
      });
    },
    /** At most 200 characters, seen by the buyer. */
    async reply(id: string, words: string): Promise<void> {
      const wish = { complainted_mchid: sub, response_content: words };
      await line.ask({ method: 'POST', target: `${at(id)}/response`, wish });
    },
    async complete(id: string): Promise<void> {
      const wish = { complainted_mchid: sub };
      await line.ask({ method: 'POST', target: `${at(id)}/complete`, wish });
    },
  };
}

function complaintOf(found: Found): Complaint {
  const trades = found.complaint_order_info ?? [];
  if (!Array.isArray(trades)) throw new Unreadable('no list');
  return {
    id: textOf(found.complaint_id),
    at: textOf(found.complaint_time),
    words: textOf(found.complaint_detail, 4_000),
    state: oneOf(STATES, found.complaint_state) as Complaint['state'],
    trades: trades.map((each) => {
      const trade = asObject(each);
      return { outTradeNo: textOf(trade.out_trade_no), amountFen: wholeFen(trade.amount) };
    }),
    waits: found.incoming_user_response === true,
    wantsRefundFen:
      found.apply_refund_amount === undefined ? null : wholeFen(found.apply_refund_amount),
  };
}
