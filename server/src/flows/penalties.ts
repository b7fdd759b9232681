/**
 * Penalties: imposed and told, appealed by the person, decided by another one, booked only when the
 * days of appeal are over, and never beyond what the law leaves.
 */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addMonths, after, dayOf, days, monthOf, startOf } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as incentives from '../modules/incentives/incentives.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import { audit, SYSTEM, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import type { ByStaff } from './steps/by-staff.ts';

export const PENALTY_TIMER = 'incentives.penalty';

/** @throws Refusal `chain.no_such_staff`, `incentives.own_penalty`, `incentives.id_taken` */
export const imposePenalty = (
  db: Db,
  wish: ByStaff & { readonly form: incentives.PenaltyForm; readonly appealDays: number },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { form, by, appealDays } = wish;
    await mustReach(tx, form.staff, wish.branches);
    if (form.staff === by) throw new Refusal('forbidden', 'incentives.own_penalty');
    const appealUntil = after(tx.now, days(appealDays));
    incentives.impose(tx, { ...form, by, appealUntil });
    setTimer(tx, PENALTY_TIMER, form.id, appealUntil);
    const { staff, amountFen, points } = form;
    outbox.put(tx, {
      name: 'incentives.penalty_imposed',
      facts: { penalty: form.id, staff, amountFen, points },
    });
    audit(tx, wish.actor, {
      verb: 'incentives.penalty_imposed',
      object: { kind: 'penalty', id: form.id },
      facts: { staff, amountFen, points, rule: form.rule },
    });
  });

async function mustReach(tx: Tx, id: StaffId, branches: readonly NodeId[]): Promise<void> {
  const directory = await chain.directory(tx);
  const staff = directory.staff(id);
  const at = staff?.outlet ?? null;
  const path = at === null ? directory.root.path : (directory.outlet(at)?.path ?? []);
  if (staff === null || !chain.reaches(branches, path))
    throw new Refusal('not_found', 'chain.no_such_staff');
}

/** @throws Refusal `incentives.no_such_penalty`, `incentives.no_appeal_now` */
export const appealPenalty = (
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly actor: Actor;
    readonly staff: StaffId;
    readonly id: incentives.PenaltyId;
    readonly text: string;
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { staff } = await incentives.penaltyOf(tx, wish.id);
    if (staff !== wish.staff) throw new Refusal('not_found', 'incentives.no_such_penalty');
    incentives.appeal(tx, wish.id, wish.staff, wish.text);
    clearTimer(tx, PENALTY_TIMER, wish.id);
    audit(tx, wish.actor, {
      verb: 'incentives.penalty_appealed',
      object: { kind: 'penalty', id: wish.id },
    });
  });

/** @throws Refusal `incentives.no_such_penalty`, `…appeal_by_another`, `…no_appeal_waits` */
export const decideAppeal = (
  db: Db,
  wish: ByStaff & {
    readonly id: incentives.PenaltyId;
    readonly upheld: boolean;
    readonly words: string;
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const penalty = await incentives.penaltyOf(tx, wish.id);
    await mustReach(tx, penalty.staff, wish.branches);
    incentives.decideAppeal(tx, penalty, wish);
    if (wish.upheld) setTimer(tx, PENALTY_TIMER, wish.id, tx.now);
    audit(tx, wish.actor, {
      verb: wish.upheld ? 'incentives.penalty_upheld' : 'incentives.penalty_waived',
      object: { kind: 'penalty', id: wish.id },
      facts: { words: wish.words },
    });
  });

/** Once; the second time there is nothing to do. */
export const bookPenalty = (
  db: Db,
  merchant: MerchantId,
  id: incentives.PenaltyId,
): Promise<boolean> =>
  db.transaction(merchant, async (tx) => {
    const penalty = await incentives.penaltyOf(tx, id);
    const { state, amountFen, staff, appealUntil, imposedAt } = penalty;
    const isDue = state === 'upheld' || (state === 'imposed' && appealUntil <= tx.now);
    if (!isDue) return false;
    const directory = await chain.directory(tx);
    const person = { kind: 'staff', id: staff } as const;
    const totals = await ledger.lockDues(tx, [ledger.dueOf(person)]);
    const month = monthOf(dayOf(imposedAt));
    const earned = await ledger.earnedIn(tx, person, startOf(month), startOf(addMonths(month, 1)));
    const available = ledger.availableTo(totals, person);
    const amount = incentives.lawfulFen(amountFen, earned, available);
    incentives.bookPenalty(tx, id, amount);
    const house = { kind: 'hq', id: directory.root.id } as const;
    const taken = { type: 'penalty', source: id, house, person, amount } as const;
    if (amount > 0) ledger.takeExtra(tx, taken, totals);
    audit(tx, SYSTEM, {
      verb: 'incentives.penalty_booked',
      object: { kind: 'penalty', id },
      facts: { amountFen, bookedFen: amount },
    });
    return true;
  });
