/** Contests: opened with their prizes, called off, closed once: a frozen result and its money. */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addDays, atMinute, dayOf, type Day } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as incentives from '../modules/incentives/incentives.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import { audit, SYSTEM } from '../platform/audit.ts';
import type { Db, Reader } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import type { ByStaff } from './steps/by-staff.ts';

/** Brought from where sales are known. */
export type ScoresOf = (
  reader: Reader,
  contest: incentives.Contest,
) => Promise<readonly incentives.Scored[]>;

export const CONTEST_TIMER = 'incentives.contest';
/** At five on the morning behind its last day. */
const closesAt = (untilDay: Day) => atMinute(addDays(untilDay, 1), 5 * 60);

/** @throws Refusal `chain.no_such_node`, `incentives.contest_over`, `incentives.id_taken` */
export const openContest = (
  db: Db,
  { merchant, actor, by, branches, form }: ByStaff & { readonly form: incentives.ContestForm },
): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    const directory = await chain.directory(tx);
    chain.nodeWithin(directory, form.node, branches);
    if (form.untilDay < dayOf(tx.now)) throw new Refusal('invalid', 'incentives.contest_over');
    if (form.fromDay > form.untilDay) throw new Refusal('invalid', 'incentives.days_crossed');
    incentives.openContest(tx, form, by);
    setTimer(tx, CONTEST_TIMER, form.id, closesAt(form.untilDay));
    audit(tx, actor, {
      verb: 'incentives.contest_opened',
      object: { kind: 'contest', id: form.id },
      facts: { name: form.name, prizes: form.prizes },
    });
  });

/** @throws Refusal `incentives.no_such_contest`, `incentives.contest_ended` */
export const cancelContest = (
  db: Db,
  { merchant, actor, branches, id }: ByStaff & { readonly id: incentives.ContestId },
): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    const [directory, contest] = await Promise.all([
      chain.directory(tx),
      incentives.contestOf(tx, id),
    ]);
    chain.nodeWithin(directory, contest.node, branches);
    incentives.cancelContest(tx, id);
    clearTimer(tx, CONTEST_TIMER, id);
    audit(tx, actor, {
      verb: 'incentives.contest_cancelled',
      object: { kind: 'contest', id },
    });
  });

/** Doing it twice is doing it once: whoever comes second finds it closed. */
export const closeContest = (
  db: Db,
  merchant: MerchantId,
  id: incentives.ContestId,
  scoresOf: ScoresOf,
): Promise<boolean> =>
  db.transaction(merchant, async (tx) => {
    const contest = await incentives.contestOf(tx, id);
    if (contest.state !== 'open' || closesAt(contest.untilDay) > tx.now) return false;
    const [directory, scored] = await Promise.all([chain.directory(tx), scoresOf(tx, contest)]);
    const standings = incentives.standingsOf(contest, scored);
    const winners = standings.filter(({ prizeFen }) => prizeFen > 0);
    const person = (staff: StaffId) => ({ kind: 'staff', id: staff }) as const;
    const house = { kind: 'hq', id: directory.root.id } as const;
    const dues = winners.map(({ staff }) => ledger.dueOf(person(staff)));
    const totals = await ledger.lockDues(tx, dues);
    incentives.closeContest(tx, id, standings);
    for (const { staff, prizeFen } of winners) {
      const prize = { type: 'prize', source: `${id}:${staff}`, amount: prizeFen } as const;
      ledger.giveExtra(tx, { ...prize, house, person: person(staff) }, totals);
    }
    outbox.put(tx, { name: 'incentives.contest_closed', facts: { contest: id } });
    audit(tx, SYSTEM, {
      verb: 'incentives.contest_closed',
      object: { kind: 'contest', id },
      facts: { places: standings.length, winners: winners.length },
    });
    return true;
  });
