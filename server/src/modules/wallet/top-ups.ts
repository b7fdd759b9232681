/** Stored value that comes in by top-ups and may go out again as money: plans, holders, asks. */
import type { MemberId, StaffId } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import { bonusLost, sumOf } from './rules.ts';
import { rename } from './store.ts';
import * as store from './store-top-up.ts';
import type { Bucket, CashAsk, CashAskId, Plan, PlanId, Take, TopUp, TopUpId } from './types.ts';

export const findPlans = (reader: Reader): Promise<Plan[]> => reader.ask(store.selectPlans, {});
export const makePlan = (tx: Tx, plan: Plan, by: StaffId): void =>
  tx.guard(store.insertPlan, { ...plan, by }, () => new Refusal('invalid', 'wallet.id_used'));
export const endPlan = (tx: Tx, id: PlanId): void =>
  tx.guard(store.endPlan, { id }, () => new Refusal('not_found', 'wallet.no_such_plan'));

export async function findHolder(reader: Reader, member: MemberId): Promise<string | null> {
  const [found] = await reader.ask(store.selectHolder, { member });
  return found?.name ?? null;
}
/** @throws Refusal `wallet.bad_name` */
export function nameHolder(tx: Tx, vault: Vault, member: MemberId, name: string): void {
  const said = name.trim();
  if (!/^[\p{L}·. ]{2,40}$/u.test(said)) throw new Refusal('invalid', 'wallet.bad_name');
  const masked = `*${[...said].slice(1).join('')}`;
  tx.tell(store.putHolder, { member, enc: vault.seal(said), masked });
}

export async function findTopUp(reader: Reader, id: TopUpId): Promise<TopUp | null> {
  const [found] = await reader.ask(store.selectTopUp, { id });
  return found ?? null;
}

/**
 * One is open at a time; another wish shuts it. The same id with the same wish is the same top-up.
 * @throws Refusal `wallet.id_used`
 */
export async function openTopUp(
  tx: Tx,
  wish: {
    readonly id: TopUpId;
    readonly member: MemberId;
    readonly plan: PlanId | null;
    readonly principal: Fen;
    readonly bonus: Fen;
    readonly termsVersion: string;
    readonly version: number;
  },
): Promise<void> {
  const standing = await findTopUp(tx, wish.id);
  if (standing !== null) {
    if (standing.member === wish.member && standing.principal === wish.principal) return;
    throw new Refusal('invalid', 'wallet.id_used');
  }
  tx.tell(store.shutOpen, { member: wish.member });
  tx.guard(store.insertTopUp, wish, () => new Again('another top-up was opened meanwhile'));
}
export const payTopUp = (
  tx: Tx,
  paid: { readonly id: TopUpId; readonly providerNo: string } & {
    readonly channel: string;
    readonly account: TopUp['account'];
  },
): void => tx.guard(store.payTopUp, paid, () => new Again('it was paid or shut meanwhile'));

/** @throws Refusal `wallet.cash_asked_already` */
export function askCash(
  tx: Tx,
  wish: {
    readonly id: CashAskId;
    readonly member: MemberId;
    readonly amount: Fen;
    readonly reason: string;
    readonly by: StaffId | null;
  },
): void {
  tx.guard(store.insertCashAsk, wish, () => {
    return new Refusal('conflict', 'wallet.cash_asked_already');
  });
}
/** @throws Refusal `wallet.no_such_ask`, `wallet.ask_is_decided`, `wallet.second_person` */
export async function lockCashAsk(tx: Tx, id: CashAskId, by: StaffId): Promise<CashAsk> {
  const [found] = await tx.ask(store.selectCashAsk, { id });
  if (found === undefined) throw new Refusal('not_found', 'wallet.no_such_ask');
  if (found.state !== 'asked') throw new Refusal('conflict', 'wallet.ask_is_decided');
  if (found.askedBy === by) throw new Refusal('conflict', 'wallet.second_person');
  return found;
}
const decided = (): Error => new Again('somebody decided it meanwhile');
export const refuseCash = (tx: Tx, id: CashAskId, by: StaffId, answer: string): void =>
  tx.guard(store.endCashAsk, { id, state: 'refused', by, answer, lost: fen(0) }, decided);

export interface CashOut {
  readonly topUp: TopUp;
  readonly amount: Fen;
}
/**
 * Principal goes back to the payments it came from, the oldest first, and takes its share of the
 * bonus of the same top-up with it.
 * @throws Refusal `wallet.not_so_much_principal`
 */
export async function payCash(
  tx: Tx,
  { id, amount }: CashAsk,
  by: StaffId,
  buckets: readonly Bucket[],
): Promise<{ readonly outs: readonly CashOut[]; readonly lost: Fen; readonly takes: Take[] }> {
  const principal = buckets.filter(({ kind, rest }) => kind === 'principal' && rest > 0);
  if (sumOf(principal, 'principal') < amount)
    throw new Refusal('conflict', 'wallet.not_so_much_principal', {
      principalFen: sumOf(principal, 'principal'),
    });
  const ids = principal.map(({ source }) => source as TopUpId);
  const topUps = await tx.ask(store.selectPaidTopUps, { ids });
  const outs: CashOut[] = [];
  const takes: Take[] = [];
  let left: number = amount;
  for (const bucket of principal) {
    const part = Math.min(left, bucket.rest);
    if (part === 0) break;
    left -= part;
    takes.push({ bucket: bucket.id, amount: part });
    outs.push({ topUp: topUps.find((each) => each.id === bucket.source)!, amount: fen(part) });
    const bonus = buckets.find((b) => b.kind === 'bonus' && b.source === bucket.source);
    const lost = bonus === undefined ? 0 : bonusLost(part, bucket.rest, bonus.rest);
    if (lost > 0) takes.push({ bucket: bonus!.id, amount: lost });
  }
  const lost = fen(takes.reduce((all, each) => all + each.amount, 0) - amount);
  tx.guard(store.endCashAsk, { id, state: 'done', by, answer: '', lost }, decided);
  tx.guard(
    store.noteRefunded,
    { ids: outs.map(({ topUp }) => topUp.id), amounts: outs.map((out) => out.amount) },
    decided,
  );
  return { outs, lost, takes };
}

export function mergeWallets(tx: Tx, from: MemberId, to: MemberId): void {
  tx.tell(rename, { from, to });
  for (const each of store.renameRest) tx.tell(each, { from, to });
}
