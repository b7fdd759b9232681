/** Transfers to people as `PayoutChannel` of the payments room: scene 1005, commission and pay. */
import type { Id } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { WechatPayFault } from './fault.ts';
import type { Transfer, TransferState } from './transfers.ts';
import type { wechatPay } from './wechat-pay.ts';

interface Wish {
  readonly no: string;
  readonly amount: Fen;
  readonly payee: string;
  readonly name: string | null;
  readonly remark: string;
}
interface Place {
  readonly host: string;
  readonly account: Id<'account'> | null;
  readonly scene: string;
}
const SAID: Readonly<Record<TransferState, State>> = {
  ACCEPTED: 'accepted',
  PROCESSING: 'processing',
  WAIT_USER_CONFIRM: 'wait_confirm',
  TRANSFERING: 'transferring',
  SUCCESS: 'paid',
  FAIL: 'failed',
  CANCELING: 'cancelling',
  CANCELLED: 'cancelled',
};
type State =
  | 'accepted'
  | 'processing'
  | 'wait_confirm'
  | 'transferring'
  | 'paid'
  | 'failed'
  | 'cancelling'
  | 'cancelled';

/** What each scene must be told, and shows her; the platform takes no other words. */
const REPORTS: Readonly<
  Record<string, { perception: string; reports: readonly { type: string; content: string }[] }>
> = {
  '1000': {
    perception: '现金奖励',
    reports: [
      { type: '活动名称', content: '老客推荐' },
      { type: '奖励说明', content: '推荐奖励' },
    ],
  },
  '1005': {
    perception: '劳务报酬',
    reports: [
      { type: '岗位类型', content: '推广员' },
      { type: '报酬说明', content: '推广佣金' },
    ],
  },
};
/** Below it the platform takes no name. */
const NAMELESS_BELOW = 30;

export function wechatPayouts(pay: ReturnType<typeof wechatPay>, { host, account, scene }: Place) {
  const own = account === null ? '' : `/${account}`;
  const notifyUrl = `https://${host}/api/callbacks/${pay.name}${own}`;
  const { transfers } = pay;
  const told = (amount: Fen, found: Transfer) => ({
    no: found.no,
    amount: found.amount ?? amount,
    state: SAID[found.state],
    providerNo: found.providerNo,
    page: found.page,
    reason: found.reason,
  });
  return {
    name: pay.name,
    account,
    app: transfers.appid,
    limits: { leastFen: 10, mostFen: 20_000, nameFromFen: 200_000 },
    async send({ no, amount, payee, name, remark }: Wish) {
      const { perception, reports } = REPORTS[scene] ?? REPORTS['1005']!;
      const who = { openid: payee, name: amount < NAMELESS_BELOW ? null : name };
      const wish = { no, amount, ...who, remark, scene, notifyUrl, perception, reports };
      return told(amount, await transfers.send(wish).catch(meant));
    },
    async find(no: string) {
      const found = await transfers.find(no).catch(meant);
      return found === null ? null : told(fen(0), found);
    },
    async cancel(no: string) {
      return told(fen(0), await transfers.cancel(no).catch(meant));
    },
    confirmation: (page: string) => ({
      mchId: transfers.mchid,
      appId: transfers.appid,
      package: page,
    }),
  };
}

/** `NOT_ENOUGH` passes when the account is topped up: nothing happened, and nothing is final. */
function meant(fault: unknown): never {
  if (fault instanceof WechatPayFault && fault.next === 'never') {
    throw new Refusal('conflict', 'payments.payout_refused', { reason: fault.code });
  }
  throw fault instanceof WechatPayFault ? new Refusal('conflict', 'payments.provider_away') : fault;
}
