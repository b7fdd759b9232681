/** Complaints as the platform keeps them: a buyer writes, the merchant answers and ends it. */
import type { SimRequest } from '../serve.ts';
import { bodyOf, text } from './fields.ts';
import type { Order } from './orders.ts';
import { digitsOf, inChina, type Merchant, No } from './wire.ts';

interface Complaint {
  readonly id: string;
  readonly order: Order;
  readonly words: string;
  readonly atMs: number;
  readonly answers: string[];
  state: 'PENDING' | 'PROCESSING' | 'PROCESSED';
  waits: boolean;
}
const ROOT = '/v3/merchant-service/complaints-v2';
const DAYS = 30;

export class Complaints {
  readonly #nowMs: () => number;
  readonly #known: Complaint[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** A buyer complains of what she paid. */
  complain(order: Order, words: string): Complaint {
    const made: Complaint = {
      id: `2002${digitsOf(`${order.no}:${this.#known.length}:complaint`, 24)}`,
      order,
      words,
      atMs: this.#nowMs(),
      answers: [],
      state: 'PENDING',
      waits: true,
    };
    this.#known.push(made);
    return made;
  }

  /** @returns what is answered, null for 204, or undefined when it is none of ours. @throws No */
  answer(merchant: Merchant, { method, url, body }: SimRequest) {
    if (!url.pathname.startsWith(ROOT)) return undefined;
    const rest = url.pathname.slice(ROOT.length);
    if (method === 'GET' && rest === '') return this.#list(merchant, url.searchParams);
    const [, id, deed] = /^\/([^/]+)(?:\/(\w+))?$/.exec(rest) ?? [];
    const found = this.#known.find((each) => each.id === id && isOf(each, merchant, null));
    if (found === undefined) throw new No(404, 'RESOURCE_NOT_EXISTS', 0, '投诉单不存在');
    if (method === 'GET' && deed === undefined) return told(found);
    if (method !== 'POST') throw new No(404, 'NOT_FOUND', 0, '接口不存在');
    if (deed === 'response') {
      const said = bodyOf(body, { complainted_mchid: '!', response_content: '!' });
      found.answers.push(text(said.response_content, 'response_content', 200));
      found.waits = false;
      if (found.state === 'PENDING') found.state = 'PROCESSING';
      return null;
    }
    bodyOf(body, { complainted_mchid: '!' });
    if (found.answers.length === 0) throw new No(400, 'INVALID_REQUEST', 0, '请先回复用户');
    found.state = 'PROCESSED';
    found.waits = false;
    return null;
  }

  #list(merchant: Merchant, query: URLSearchParams) {
    const [from, to] = [dayMs(query.get('begin_date')), dayMs(query.get('end_date'))];
    if (!(from <= to) || to - from > DAYS * 86_400_000) {
      throw new No(400, 'PARAM_ERROR', 268_435_461, '查询时间跨度不超过30天');
    }
    const all = this.#known.filter(
      (each) =>
        isOf(each, merchant, query.get('complainted_mchid')) &&
        each.atMs >= from &&
        each.atMs < to + 86_400_000,
    );
    const [limit, offset] = [Number(query.get('limit') ?? 10), Number(query.get('offset') ?? 0)];
    if (!(limit >= 1 && limit <= 50)) throw new No(400, 'PARAM_ERROR', 268_435_461, 'limit 有误');
    const data = all.slice(offset, offset + limit).map(told);
    return { data, limit, offset, total_count: all.length };
  }
}

const dayMs = (day: string | null): number => Date.parse(`${day}T00:00:00+08:00`);

function isOf({ order }: Complaint, { mchid }: Merchant, sub: string | null): boolean {
  if (order.mchid !== mchid) return false;
  return sub === null || [order.identity.mchid, order.identity.sub_mchid].includes(sub);
}

const told = ({ id, order, words, atMs, state, waits }: Complaint) => ({
  complaint_id: id,
  complaint_time: inChina(atMs),
  complaint_detail: words,
  complaint_state: state,
  complaint_order_info: [
    {
      transaction_id: order.paid?.transactionId,
      out_trade_no: order.no,
      amount: order.total,
    },
  ],
  complaint_full_refunded: order.refundedFen === order.total,
  incoming_user_response: waits,
  user_complaint_times: 1,
  problem_description: words,
});
