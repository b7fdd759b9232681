/**
 * Transfers to people as the platform keeps them: accepted, then waiting for the person's own word
 * for a day; money is locked meanwhile and comes back when nothing comes of it.
 */
import type { SimRequest } from '../serve.ts';
import { bodyOf, canonical, fenOf, notifyUrl, text, wrong } from './fields.ts';
import { digitsOf, inChina, type Merchant, No } from './wire.ts';

type State =
  | 'ACCEPTED'
  | 'PROCESSING'
  | 'WAIT_USER_CONFIRM'
  | 'TRANSFERING'
  | 'SUCCESS'
  | 'FAIL'
  | 'CANCELING'
  | 'CANCELLED';
export interface Transfer {
  readonly merchant: Merchant;
  readonly no: string;
  readonly id: string;
  readonly amount: number;
  readonly openid: string;
  readonly remark: string;
  readonly said: string;
  readonly notifyUrl: string | null;
  readonly openedMs: number;
  updatedMs: number;
  state: State;
  reason: string | null;
}

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';
const DAY_MS = 86_400_000;
const FORGOTTEN_MS = 30 * DAY_MS;
const NAME_FROM = 200_000;
const NO_NAME_BELOW = 30;
/** A scene, what must be said of it, and what she may be shown. */
const SCENES: Readonly<Record<string, { infos: readonly string[]; shown: readonly string[] }>> = {
  '1000': { infos: ['活动名称', '奖励说明'], shown: ['活动奖励', '现金奖励'] },
  '1005': {
    infos: ['岗位类型', '报酬说明'],
    shown: ['劳务报酬', '报销款', '企业补贴', '开工利是'],
  },
};

export class Transfers {
  readonly #nowMs: () => number;
  readonly #known = new Map<string, Transfer>();
  /** What may be paid out; null: without end. */
  balance: number | null = null;
  limits = { single: 20_000, day: 200_000 };
  /** Per second, as the platform allows it; counted by its own clock. */
  perSecond = 100;
  #second = { at: 0, count: 0 };
  /** Stays in the first state until somebody looks again. */
  slow = false;
  onEnd: (transfer: Transfer) => void = () => {};

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @returns what is answered, or undefined when it is none of ours. @throws No */
  answer(merchant: Merchant, { method, url, body }: SimRequest, unseal: (text: string) => string) {
    if (!url.pathname.startsWith(BILLS)) return undefined;
    this.#count();
    const rest = url.pathname.slice(BILLS.length);
    if (method === 'POST' && rest === '') return this.#open(merchant, body, unseal);
    const named = /^\/(out-bill-no|transfer-bill-no)\/([^/]+)(\/cancel)?$/.exec(rest);
    if (named === null) throw new No(404, 'NOT_FOUND', 0, '接口不存在');
    const found = this.#get(merchant, named[1] === 'out-bill-no', decodeURIComponent(named[2]!));
    if (named[3] === undefined) return whole(found);
    return this.#cancel(found);
  }

  find(no: string): Transfer | null {
    return [...this.#known.values()].find((each) => each.no === no) ?? null;
  }

  /** She says yes. @returns why not, or null */
  confirm(no: string): string | null {
    const found = this.find(no);
    if (found === null) return 'unknown';
    this.#age(found);
    if (found.state !== 'WAIT_USER_CONFIRM') return found.state;
    this.#turn(found, 'TRANSFERING');
    return null;
  }

  /** Those under way come on by one state. */
  finish(): void {
    for (const each of this.#known.values()) {
      this.#age(each);
      if (each.state === 'TRANSFERING') this.#end(each, 'SUCCESS', null);
      else if (each.state === 'CANCELING') this.#end(each, 'CANCELLED', null);
      else if (each.state === 'ACCEPTED' || each.state === 'PROCESSING') this.#lock(each);
    }
  }

  #count(): void {
    const at = Math.floor(this.#nowMs() / 1_000);
    if (this.#second.at !== at) this.#second = { at, count: 0 };
    this.#second.count += 1;
    if (this.#second.count > this.perSecond) {
      throw new No(429, 'FREQUENCY_LIMITED', 268_447_840, '频率超限');
    }
  }

  #open(merchant: Merchant, json: string, unseal: (text: string) => string) {
    const body = bodyOf(json, {
      appid: '!',
      out_bill_no: '!',
      transfer_scene_id: '!',
      openid: '!',
      user_name: '?',
      transfer_amount: '!',
      transfer_remark: '!',
      notify_url: '?',
      user_recv_perception: '?',
      transfer_scene_report_infos: '?',
    });
    const no = text(body.out_bill_no, 'out_bill_no', 32);
    if (!/^[0-9A-Za-z]{1,32}$/.test(no)) throw wrong('out_bill_no 只能是数字、字母');
    const name = body.user_name === undefined ? null : unseal(String(body.user_name));
    // Sealed differently each time, so the name itself is compared.
    const said = canonical({ ...body, user_name: name });
    const known = this.#known.get(`${merchant.mchid}:${no}`);
    if (known !== undefined) {
      if (known.said !== said) throw new No(400, 'ALREADY_EXISTS', 0, '商户单号已存在');
      this.#age(known);
      return short(known);
    }
    const amount = this.#mustFit(merchant, body, name);
    const made: Transfer = {
      merchant,
      no,
      id: `1330${digitsOf(`${merchant.mchid}:${no}:transfer`, 26)}`,
      amount,
      openid: text(body.openid, 'openid', 128),
      remark: text(body.transfer_remark, 'transfer_remark', 32),
      said,
      notifyUrl: body.notify_url === undefined ? null : notifyUrl(body.notify_url),
      openedMs: this.#nowMs(),
      updatedMs: this.#nowMs(),
      state: 'ACCEPTED',
      reason: null,
    };
    this.#known.set(`${merchant.mchid}:${no}`, made);
    if (!this.slow) this.#lock(made);
    return short(made);
  }

  #mustFit(merchant: Merchant, body: Readonly<Record<string, unknown>>, name: string | null) {
    if (!merchant.appids.includes(String(body.appid))) {
      throw new No(400, 'APPID_MCHID_NOT_MATCH', 268_445_527, 'appid和mch_id不匹配');
    }
    const scene = SCENES[String(body.transfer_scene_id)];
    if (scene === undefined) throw new No(403, 'NO_AUTH', 0, '未开通该转账场景');
    const infos = body.transfer_scene_report_infos;
    const types = Array.isArray(infos)
      ? infos.map((each: Record<string, unknown>) => String(each.info_type))
      : [];
    const right = scene.infos.every((type) => types.includes(type));
    if (!right || types.length !== scene.infos.length) {
      throw new No(400, 'INVALID_REQUEST', 0, '未传入完整且对应的转账场景报备信息');
    }
    const shown = body.user_recv_perception;
    if (shown !== undefined && !scene.shown.includes(String(shown))) {
      throw new No(400, 'INVALID_REQUEST', 0, '用户收款感知不正确');
    }
    const amount = fenOf(body.transfer_amount, 'transfer_amount');
    if (amount >= NAME_FROM && name === null) throw wrong('转账金额达到 2000 元，须传收款用户姓名');
    if (amount < NO_NAME_BELOW && name !== null) throw wrong('转账金额小于 0.3 元，不能传姓名');
    const over = (): No => new No(400, 'INVALID_REQUEST', 0, '超过单笔转账上下限');
    if (amount < 10 || amount > this.limits.single) throw over();
    const day = (ms: number): number => Math.floor((ms + 8 * 3_600_000) / DAY_MS);
    const today = [...this.#known.values()].filter(
      (each) => each.openid === body.openid && day(each.openedMs) === day(this.#nowMs()),
    );
    const spent = today.reduce((sum, each) => sum + (each.state === 'FAIL' ? 0 : each.amount), 0);
    if (spent + amount > this.limits.day) throw over();
    return amount;
  }

  /** Money is set aside, or it waits for money. */
  #lock(found: Transfer): void {
    if (this.balance !== null && this.balance < found.amount) {
      this.#turn(found, 'PROCESSING');
      return;
    }
    if (this.balance !== null) this.balance -= found.amount;
    this.#turn(found, 'WAIT_USER_CONFIRM');
  }

  #get(merchant: Merchant, byOurs: boolean, no: string): Transfer {
    const found = [...this.#known.values()].find(
      (each) => each.merchant.mchid === merchant.mchid && (byOurs ? each.no : each.id) === no,
    );
    if (found === undefined || this.#nowMs() > found.openedMs + FORGOTTEN_MS) {
      throw new No(404, 'NOT_FOUND', 0, '记录不存在');
    }
    this.#age(found);
    return found;
  }

  #cancel(found: Transfer) {
    if (found.state === 'CANCELING' || found.state === 'CANCELLED') return whole(found);
    if (!['ACCEPTED', 'PROCESSING', 'WAIT_USER_CONFIRM'].includes(found.state)) {
      throw new No(400, 'INVALID_REQUEST', 0, '当前状态不支持撤销');
    }
    if (found.state === 'WAIT_USER_CONFIRM') this.#giveBack(found);
    this.#turn(found, 'CANCELING');
    return whole(found);
  }

  /** Nobody said yes for a day. */
  #age(found: Transfer): void {
    if (found.state !== 'WAIT_USER_CONFIRM' || this.#nowMs() < found.updatedMs + DAY_MS) return;
    this.#giveBack(found);
    this.#end(found, 'FAIL', 'OVERDUE_CLOSE');
  }

  #giveBack({ amount }: Transfer): void {
    if (this.balance !== null) this.balance += amount;
  }

  #end(found: Transfer, state: State, reason: string | null): void {
    found.reason = reason;
    this.#turn(found, state);
    this.onEnd(found);
  }

  #turn(found: Transfer, state: State): void {
    found.state = state;
    found.updatedMs = this.#nowMs();
  }
}

const packageOf = ({ state, id }: Transfer) =>
  state === 'WAIT_USER_CONFIRM' ? { package_info: `affffddafdfafddffda==${id}` } : {};

const short = (transfer: Transfer): Record<string, unknown> => ({
  out_bill_no: transfer.no,
  transfer_bill_no: transfer.id,
  create_time: inChina(transfer.openedMs),
  state: transfer.state,
  ...packageOf(transfer),
});

export const whole = (transfer: Transfer): Record<string, unknown> => ({
  mch_id: transfer.merchant.mchid,
  out_bill_no: transfer.no,
  transfer_bill_no: transfer.id,
  appid: transfer.merchant.appids[0],
  state: transfer.state,
  transfer_amount: transfer.amount,
  transfer_remark: transfer.remark,
  openid: transfer.openid,
  ...(transfer.reason === null ? {} : { fail_reason: transfer.reason }),
  create_time: inChina(transfer.openedMs),
  update_time: inChina(transfer.updatedMs),
});
