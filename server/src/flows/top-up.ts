/** A member puts money into her wallet: by words agreed to, within the law's limits, as usual. */
import type { MemberId, MerchantId, OrderId, StaffId } from '../kernel/id.ts';
import { fen, ZERO, type Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, minutes } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as members from '../modules/members/members.ts';
import * as payments from '../modules/payments/payments.ts';
import * as wallet from '../modules/wallet/wallet.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { channelsFor, type PaymentDesk } from './steps/payment-channel.ts';
import { walletTermsIn } from './steps/wallet-terms.ts';

/** Which text of the terms the screens show. */
export const TERMS = '2026-11';
const PAGE_HOLDS = minutes(30);

export interface TopUpWish {
  readonly merchant: MerchantId;
  readonly id: wallet.TopUpId;
  readonly member: MemberId;
  /** Null: an amount of her own, without bonus. */
  readonly plan: wallet.PlanId | null;
  readonly amount: Fen;
  readonly terms: string;
  /** Her name, where she wants the higher limit; it is kept sealed. */
  readonly name: string | null;
}

/**
 * The same id again is the same top-up.
 * @throws Refusal `wallet.switched_off`, `wallet.terms_changed`, `wallet.no_such_plan`,
 * `wallet.too_little`, `wallet.bad_name`, `wallet.above_the_cap`, `wallet.id_used`
 */
export function openTopUp(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: TopUpWish,
): Promise<{ readonly id: wallet.TopUpId; readonly amountFen: Fen; readonly bonusFen: Fen }> {
  return db.transaction(wish.merchant, async (tx) => {
    const { id, member, amount } = wish;
    const [directory, plans, buckets, holder] = await Promise.all([
      chain.directory(tx),
      wallet.findPlans(tx),
      wallet.bucketsOf(tx, member),
      wallet.findHolder(tx, member),
    ]);
    const { stored, version } = walletTermsIn(directory, tx.now);
    if (!stored.enabled) throw new Refusal('conflict', 'wallet.switched_off');
    if (wish.terms !== TERMS) throw new Refusal('conflict', 'wallet.terms_changed');
    const plan = plans.find((each) => each.id === wish.plan) ?? null;
    if (wish.plan !== null && plan?.payFen !== amount)
      throw new Refusal('conflict', 'wallet.no_such_plan');
    const { leastFen } = stored;
    if (amount < leastFen) throw new Refusal('conflict', 'wallet.too_little', { leastFen });
    if (wish.name !== null) wallet.nameHolder(tx, vault, member, wish.name);
    const capFen = wallet.capFor(holder !== null || wish.name !== null, stored);
    const whole = fen(wallet.sumOf(buckets, 'principal') + amount);
    if (whole > capFen) throw new Refusal('conflict', 'wallet.above_the_cap', { capFen });
    const bonus = plan?.bonusFen ?? ZERO;
    await wallet.openTopUp(tx, {
      id,
      member,
      plan: wish.plan,
      principal: amount,
      bonus,
      termsVersion: TERMS,
      version,
    });
    return { id, amountFen: amount, bonusFen: bonus };
  });
}

/**
 * Where she pays it: at head office's account, for the money is kept for the whole chain.
 * @throws Refusal `wallet.no_such_top_up`, `payments.no_such_channel`, `payments.provider_away`
 */
export async function goToTopUp(
  desk: PaymentDesk,
  wish: {
    readonly merchant: MerchantId;
    readonly id: wallet.TopUpId;
    readonly member: MemberId;
    readonly from: Pick<payments.CheckoutPage, 'host' | 'back' | 'address' | 'scene'>;
  },
): Promise<{ readonly checkout: payments.Checkout; readonly amountFen: Fen }> {
  const { db } = desk;
  const { merchant, from } = wish;
  const root = await db.reading(merchant, async (r) => (await chain.directory(r)).root.id);
  const [channel] = await channelsFor(desk, merchant, root as never, from.host);
  if (channel === undefined) throw new Refusal('conflict', 'payments.no_such_channel');
  const order = wish.id as string as OrderId;
  const { intent, payBy } = await db.transaction(merchant, async (tx) => {
    const [topUp, standing] = await Promise.all([
      wallet.findTopUp(tx, wish.id),
      payments.findIntents(tx, order),
    ]);
    if (topUp?.member !== wish.member || topUp.state !== 'unpaid')
      throw new Refusal('not_found', 'wallet.no_such_top_up');
    const { name, account = null } = channel;
    const asked = { order, channel: name, account, amount: topUp.principal };
    return { intent: payments.open(tx, asked, standing), payBy: after(tx.now, PAGE_HOLDS) };
  });
  const app = channel.appIn?.(from.scene) ?? null;
  const payer =
    app === null
      ? null
      : await db.reading(merchant, (reader) =>
          members.openidUnder(reader, desk.vault, wish.member, app),
        );
  const page = { ...from, description: '储值', payBy, payer };
  return { checkout: await channel.checkout(intent, page), amountFen: intent.amount };
}

/** @throws Refusal `wallet.id_used` */
export function makePlan(
  db: Db,
  wish: { readonly merchant: MerchantId; readonly staff: StaffId; readonly plan: wallet.Plan },
): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    wallet.makePlan(tx, wish.plan, wish.staff);
    const { id, ...facts } = wish.plan;
    audit(
      tx,
      { kind: 'staff', id: wish.staff },
      { verb: 'wallet.plan_made', object: { kind: 'top_up_plan', id }, facts },
    );
  });
}
/** @throws Refusal `wallet.no_such_plan` */
export function endPlan(
  db: Db,
  wish: { readonly merchant: MerchantId; readonly staff: StaffId; readonly id: wallet.PlanId },
): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    wallet.endPlan(tx, wish.id);
    audit(
      tx,
      { kind: 'staff', id: wish.staff },
      { verb: 'wallet.plan_ended', object: { kind: 'top_up_plan', id: wish.id } },
    );
  });
}
