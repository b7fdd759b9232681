/**
 * Profit sharing (分账): money of an order that was frozen at payment, given to receivers whom
 * the platform knows, and the rest set free. `FINISHED` is no success: each has his own result.
 */
import type { Fen } from '../../kernel/money.ts';
import { contradiction, oneOf, understood, unlessMissing } from './answers.ts';
import type { Line } from './line.ts';
import { asObject, type Found, textOf, Unreadable, wholeFen } from './reading.ts';
import type { Shape } from './shape.ts';

export interface Receiver {
  readonly type: 'MERCHANT_ID' | 'PERSONAL_OPENID' | 'PERSONAL_SUB_OPENID';
  readonly account: string;
  /** Of a merchant its full name, which travels sealed. */
  readonly name?: string;
}
export type Relation =
  | 'STORE'
  | 'STAFF'
  | 'STORE_OWNER'
  | 'PARTNER'
  | 'HEADQUARTER'
  | 'BRAND'
  | 'DISTRIBUTOR'
  | 'USER'
  | 'SUPPLIER'
  | 'SERVICE_PROVIDER';
export interface Share extends Receiver {
  readonly amount: Fen;
  readonly description: string;
}
const RESULTS = ['PENDING', 'SUCCESS', 'CLOSED'] as const;
export interface Sharing {
  readonly no: string;
  readonly providerNo: string;
  readonly finished: boolean;
  readonly receivers: readonly {
    readonly account: string;
    readonly amount: Fen;
    readonly result: (typeof RESULTS)[number];
    readonly reason: string | null;
  }[];
}
const RETURNS = ['PROCESSING', 'SUCCESS', 'FAILED'] as const;
export interface SharingReturn {
  readonly no: string;
  readonly amount: Fen;
  readonly result: (typeof RETURNS)[number];
  readonly reason: string | null;
}
const ROOT = '/v3/profitsharing';

export function sharingCalls(line: Line, shape: Shape) {
  const appid = shape.app.split(':').at(-1);
  const sub = shape.askingRefund.replace('?', '&');
  const post = (target: string, wish: Parameters<Line['ask']>[0]['wish']): Promise<Found> =>
    line.ask({
      method: 'POST',
      target: `${ROOT}${target}`,
      ...(wish === undefined ? {} : { wish }),
    });
  return {
    /** Adding one again changes nothing. */
    async addReceiver({ name, ...who }: Receiver, relation: Relation): Promise<void> {
      await post('/receivers/add', (seal) => ({
        ...shape.refunding,
        ...{ appid, ...who, relation_type: relation },
        name: name === undefined ? undefined : seal(name),
      }));
    },
    async removeReceiver({ type, account }: Receiver): Promise<void> {
      await post('/receivers/delete', { ...shape.refunding, appid, type, account });
    },
    /** @param last nothing more is to be shared: what is left is set free */
    async share(
      wish: { readonly no: string; readonly providerNo: string; readonly shares: readonly Share[] },
      last: boolean,
    ): Promise<Sharing> {
      const { no, providerNo, shares } = wish;
      const answer = await post('/orders', (seal) => ({
        ...shape.refunding,
        ...{ appid, transaction_id: providerNo, out_order_no: no, unfreeze_unsplit: last },
        receivers: shares.map(({ name, description, ...each }) => ({
          ...each,
          name: name === undefined ? undefined : seal(name),
          description: [...description].slice(0, 80).join(''),
        })),
      }));
      return understood(() => sharingOf(no, answer));
    },
    async find(no: string, providerNo: string): Promise<Sharing | null> {
      const query = `?transaction_id=${encodeURIComponent(providerNo)}${sub}`;
      const target = `${ROOT}/orders/${encodeURIComponent(no)}${query}`;
      const found = await unlessMissing(line.ask({ method: 'GET', target }));
      return found === null ? null : understood(() => sharingOf(no, found));
    },
    /** All that is left of the order is the seller's. The number must be a new one. */
    async unfreeze(no: string, providerNo: string, description: string): Promise<Sharing> {
      const wish = { transaction_id: providerNo, out_order_no: no, description };
      const answer = await post('/orders/unfreeze', { ...shape.refunding, ...wish });
      return understood(() => sharingOf(no, answer));
    },
    /** From a merchant's account only; what a person got stays with the person. */
    async giveBack(wish: {
      readonly shareNo: string;
      readonly no: string;
      readonly from: string;
      readonly amount: Fen;
      readonly description: string;
    }): Promise<SharingReturn> {
      const answer = await post('/return-orders', {
        ...shape.refunding,
        out_order_no: wish.shareNo,
        out_return_no: wish.no,
        return_mchid: wish.from,
        amount: wish.amount,
        description: wish.description,
      });
      return understood(() => returnOf(wish.no, answer));
    },
    async findReturn(no: string, shareNo: string): Promise<SharingReturn | null> {
      const query = `?out_order_no=${encodeURIComponent(shareNo)}${sub}`;
      const target = `${ROOT}/return-orders/${encodeURIComponent(no)}${query}`;
      const found = await unlessMissing(line.ask({ method: 'GET', target }));
      return found === null ? null : understood(() => returnOf(no, found));
    },
    /** What may still be shared of this payment. */
    async rest(providerNo: string): Promise<number> {
      const target = `${ROOT}/transactions/${encodeURIComponent(providerNo)}/amounts`;
      const found = await line.ask({ method: 'GET', target });
      return understood(() => {
        const { transaction_id, unsplit_amount: left } = found;
        if (transaction_id !== providerNo) throw contradiction();
        if (typeof left !== 'number' || !Number.isSafeInteger(left) || left < 0) {
          throw new Unreadable('no whole fen');
        }
        return left;
      });
    },
  };
}

const maybe = (value: unknown): string | null =>
  value === undefined || value === '' ? null : textOf(value);

function sharingOf(no: string, found: Found): Sharing {
  if (found.out_order_no !== no) throw contradiction();
  const list = found.receivers ?? [];
  if (!Array.isArray(list)) throw new Unreadable('no list');
  return {
    no,
    providerNo: textOf(found.order_id),
    finished: oneOf(['PROCESSING', 'FINISHED'], found.state) === 'FINISHED',
    receivers: list.map((each) => {
      const row = asObject(each);
      return {
        account: textOf(row.account),
        amount: wholeFen(row.amount),
        result: oneOf(RESULTS, row.result) as (typeof RESULTS)[number],
        reason: maybe(row.fail_reason),
      };
    }),
  };
}

function returnOf(no: string, found: Found): SharingReturn {
  if (found.out_return_no !== no) throw contradiction();
  return {
    no,
    amount: wholeFen(found.amount),
    result: oneOf(RETURNS, found.result) as (typeof RETURNS)[number],
    reason: maybe(found.fail_reason),
  };
}
