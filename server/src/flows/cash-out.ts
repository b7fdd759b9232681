/**
 * A member wants her principal back as money: asked by her or at the counter, decided by a second
 * person, sent back to the payments it came from. Bonus is never money: its share ends.
 */
import type { MemberId, MerchantId, OrderId, RefundId, StaffId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as payments from '../modules/payments/payments.ts';
import * as wallet from '../modules/wallet/wallet.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { setTimer } from '../platform/timer.ts';

export interface CashAskWish {
  readonly merchant: MerchantId;
  readonly id: wallet.CashAskId;
  readonly member: MemberId;
  readonly amount: Fen;
  readonly reason: string;
  readonly by: StaffId | null;
}

/** @throws Refusal `wallet.not_so_much_principal`, `wallet.cash_asked_already` */
export function askCash(db: Db, { merchant, ...wish }: CashAskWish): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const buckets = await wallet.bucketsOf(tx, wish.member);
    const principalFen = wallet.sumOf(buckets, 'principal');
    if (principalFen < wish.amount)
      throw new Refusal('conflict', 'wallet.not_so_much_principal', { principalFen });
    wallet.askCash(tx, wish);
    outbox.put(tx, { name: 'wallet.cash_asked', facts: { ask: wish.id, member: wish.member } });
  });
}

export interface CashDecision {
  readonly merchant: MerchantId;
  readonly id: wallet.CashAskId;
  readonly staff: StaffId;
  readonly accepted: boolean;
  readonly answer: string;
}

/**
 * @throws Refusal `wallet.no_such_ask`, `wallet.ask_is_decided`, `wallet.second_person`,
 * `wallet.not_so_much_principal`
 */
export function decideCash(db: Db, wish: CashDecision): Promise<{ readonly state: string }> {
  const { merchant, id, staff, accepted, answer } = wish;
  return db.transaction(merchant, async (tx) => {
    const ask = await wallet.lockCashAsk(tx, id, staff);
    const [buckets, directory] = await Promise.all([
      wallet.lockBuckets(tx, ask.member),
      chain.directory(tx),
    ]);
    const { member, amount } = ask;
    let lostFen = 0;
    if (accepted) {
      const { outs, lost, takes } = await wallet.payCash(tx, ask, staff, buckets);
      lostFen = lost;
      wallet.take(tx, takes);
      const sent = outs.map((out) => ({ ...out, refund: tx.newId<'refund'>() as RefundId }));
      ledger.principalOut(tx, {
        member,
        outs: sent.map(({ topUp, amount: part, refund }) => ({
          channel: topUp.channel!,
          amount: part,
          refund,
        })),
        lost,
        hq: { kind: 'hq', id: directory.root.id },
        source: id,
      });
      for (const { topUp, amount: part, refund } of sent) {
        payments.wantRefund(tx, {
          id: refund,
          order: topUp.id as string as OrderId,
          channel: topUp.channel!,
          account: topUp.account,
          providerNo: topUp.providerNo!,
          amount: part,
          forOrder: false,
        });
        setTimer(tx, 'payments.refund', refund, tx.now);
      }
    } else wallet.refuseCash(tx, id, staff, answer);
    const state = accepted ? 'done' : 'refused';
    outbox.put(tx, { name: 'wallet.cash_decided', facts: { ask: id, member, state } });
    audit(
      tx,
      { kind: 'staff', id: staff },
      {
        verb: accepted ? 'wallet.cash_paid' : 'wallet.cash_refused',
        object: { kind: 'cash_ask', id },
        facts: { amountFen: amount, bonusLostFen: lostFen },
      },
    );
    return { state };
  });
}
