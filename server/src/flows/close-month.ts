/**
 * A month is over: what each guide's tier adds to what her orders were paid by is booked, once and
 * exactly. The months before are looked at again: what was refunded since is taken back.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import { addMonths, before, seconds, startOf, type Day } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as commission from '../modules/commission/commission.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import { planOfMonth } from './steps/month-caps.ts';
import { closesAt, MONTH_TIMER } from './steps/month-timer.ts';
import { guideFacts } from './steps/plan.ts';

/** So long are refunds of a month looked for. */
const MONTHS_BACK = 3;

/** @returns how many words were said: of guides and months that changed */
export async function closeMonth(db: Db, merchant: MerchantId, month: Day): Promise<number> {
  const months = Array.from({ length: MONTHS_BACK + 1 }, (_, i) => addMonths(month, -i));
  const due = await db.reading(merchant, (reader) => commission.guidesIn(reader, months));
  let said = 0;
  for (const each of due) said += (await closeGuideMonth(db, merchant, each)) ? 1 : 0;
  const next = addMonths(month, 1);
  await db.transaction(merchant, async (tx) => setTimer(tx, MONTH_TIMER, next, closesAt(next)));
  return said;
}

/** Doing it twice is doing it once: the second time nothing differs. */
export const closeGuideMonth = (
  db: Db,
  merchant: MerchantId,
  { month, staff }: { readonly month: Day; readonly staff: StaffId },
): Promise<boolean> =>
  db.transaction(merchant, async (tx) => {
    const person = { kind: 'staff', id: staff } as const;
    const directory = await chain.directory(tx);
    const house = { kind: 'hq', id: directory.root.id } as const;
    // Behind the lock of her account: whoever comes second sees what the first one said.
    const totals = await ledger.lockDues(tx, [ledger.dueOf(person)]);
    const [lines, said] = await Promise.all([
      commission.saleLines(tx, staff, month),
      commission.tierCloses(tx, staff, month),
    ]);
    const plan = planOfMonth(directory, month);
    const lastInstant = before(startOf(addMonths(month, 1)), seconds(1));
    const { guideLevel: level, guideKind: kind } = guideFacts(directory, staff, lastInstant);
    const { tier, salesFen, extraFen } = commission.monthOf(plan, { level, kind }, lines);
    if (tier === null) return false;
    const wish = { month, party: ledger.dueOf(person), plan, extraFen, said };
    const next = await commission.nextWord(tx, wish);
    if (next === null) return false;
    const { no, booked } = next;
    const { version } = plan;
    const word = { month, staff, ...next, tier: tier.id, version, sales: salesFen };
    commission.closeTier(tx, word);
    const extra = {
      source: `${staff}:${month}:${no}`,
      house,
      person,
      amount: fen(Math.abs(booked)),
    };
    if (booked > 0) ledger.giveExtra(tx, { type: 'tier', ...extra }, totals);
    if (booked < 0) ledger.takeExtra(tx, { type: 'tier_back', ...extra }, totals);
    return true;
  });
