/**
 * Transfers to people (商家转账). Each waits for her own word in WeChat, a day at most. Our number is
 * the idempotency: after a fault nobody knows, and a query by the same number decides.
 */
import type { Fen } from '../../kernel/money.ts';
import { oneOf, understood, unlessMissing, contradiction } from './answers.ts';
import type { Line } from './line.ts';
import { type Found, textOf, wholeFen } from './reading.ts';

export interface TransferWish {
  readonly no: string;
  readonly amount: Fen;
  readonly openid: string;
  /** Sent sealed; the platform wants it from 2,000 yuan, and wants none below 0.30. */
  readonly name: string | null;
  readonly remark: string;
  readonly scene: string;
  readonly notifyUrl?: string;
  /** What the scene demands to be said, as the platform lists it. */
  readonly reports: readonly { readonly type: string; readonly content: string }[];
  /** What she sees it to be, of the scene's own list. */
  readonly perception?: string;
}
export interface Transfer {
  readonly no: string;
  readonly providerNo: string;
  readonly state: TransferState;
  /** Only in the answer that first says `WAIT_USER_CONFIRM`. */
  readonly page: string | null;
  /** Absent in the answer to the first asking. */
  readonly amount: Fen | null;
  readonly reason: string | null;
}
const STATES = [
  'ACCEPTED',
  'PROCESSING',
  'WAIT_USER_CONFIRM',
  'TRANSFERING',
  'SUCCESS',
  'FAIL',
  'CANCELING',
  'CANCELLED',
] as const;
export type TransferState = (typeof STATES)[number];
const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';

export function transferCalls(
  line: Line,
  { appid, mchid }: { readonly appid: string; readonly mchid: string },
) {
  const at = (no: string): string => `${BILLS}/out-bill-no/${encodeURIComponent(no)}`;
  return {
    appid,
    mchid,
    /** @throws WechatPayFault `NOT_ENOUGH`, `ALREADY_EXISTS`, `INVALID_REQUEST` among others */
    async send(wish: TransferWish): Promise<Transfer> {
      const { no, amount, openid, name, remark, scene, notifyUrl, reports, perception } = wish;
      const answer = await line.ask({
        method: 'POST',
        target: BILLS,
        wish: (seal) => ({
          appid,
          out_bill_no: no,
          transfer_scene_id: scene,
          openid,
          user_name: name === null ? undefined : seal(name),
          transfer_amount: amount,
          transfer_remark: [...remark].slice(0, 32).join(''),
          notify_url: notifyUrl,
          user_recv_perception: perception,
          transfer_scene_report_infos: reports.map(({ type, content }) => ({
            info_type: type,
            info_content: content,
          })),
        }),
      });
      return understood(() => transferOf(no, answer));
    },
    /** Null: never heard of. The platform remembers for thirty days. */
    async find(no: string): Promise<Transfer | null> {
      const found = await unlessMissing(line.ask({ method: 'GET', target: at(no) }));
      return found === null ? null : understood(() => transferOf(no, found));
    },
    /** Before her word only. */
    async cancel(no: string): Promise<Transfer> {
      const answer = await line.ask({ method: 'POST', target: `${at(no)}/cancel`, wish: {} });
      return understood(() => transferOf(no, answer));
    },
  };
}

function transferOf(no: string, found: Found): Transfer {
  if (found.out_bill_no !== no) throw contradiction();
  const maybe = (value: unknown): string | null =>
    value === undefined || value === '' ? null : textOf(value, 2_048);
  return {
    no,
    providerNo: textOf(found.transfer_bill_no),
    state: oneOf(STATES, found.state) as TransferState,
    page: maybe(found.package_info),
    amount: found.transfer_amount === undefined ? null : wholeFen(found.transfer_amount),
    reason: maybe(found.fail_reason),
  };
}
