/**
 * What is expected of guides and stores, and what follows: targets, contests, penalties. Knows no
 * sales and no ledger: scores are brought, amounts are handed on.
 */
import type { StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { Fen } from '../../kernel/money.ts';
import * as rows from './store.ts';
import type {
  Contest,
  ContestForm,
  ContestId,
  Penalty,
  PenaltyForm,
  PenaltyId,
  Standing,
  Target,
} from './types.ts';

export { lawfulFen, paceOf, shareOut, standingsOf } from './rules.ts';
export type { Progress, Scored } from './rules.ts';
export { MEASURES } from './types.ts';
export type {
  Contest,
  ContestForm,
  ContestId,
  Measure,
  Penalty,
  PenaltyForm,
  PenaltyId,
  PenaltyState,
  Prize,
  Standing,
  Target,
} from './types.ts';

/** A goal of 0 takes the target away. */
export function setTargets(
  tx: Tx,
  month: Day,
  by: StaffId,
  targets: readonly Omit<Target, 'month'>[],
): void {
  const kept = targets.filter(({ goal }) => goal > 0);
  const gone = targets.filter(({ goal }) => goal === 0);
  if (gone.length > 0)
    tx.tell(rows.dropTargets, {
      month,
      measures: gone.map(({ measure }) => measure),
      subjects: gone.map(({ subjectId }) => subjectId as never),
    });
  if (kept.length === 0) return;
  tx.tell(rows.putTargets, {
    month,
    by,
    measures: kept.map(({ measure }) => measure),
    kinds: kept.map(({ subjectKind }) => subjectKind),
    subjects: kept.map(({ subjectId }) => subjectId as never),
    goals: kept.map(({ goal }) => goal),
  });
}
export const targetsOf = (reader: Reader, month: Day): Promise<Target[]> =>
  reader.ask(rows.findTargets, { month });

/** @throws Refusal `incentives.id_taken` */
export const openContest = (tx: Tx, form: ContestForm, by: StaffId): void =>
  tx.guard(rows.insertContest, { ...form, by }, idTaken);
const idTaken = (): Refusal => new Refusal('invalid', 'incentives.id_taken');

/** @throws Refusal `incentives.no_such_contest` */
export async function contestOf(reader: Reader, id: ContestId): Promise<Contest> {
  const [found] = await reader.ask(rows.findContest, { id });
  if (found === undefined) throw new Refusal('not_found', 'incentives.no_such_contest');
  return found;
}
/** @throws Refusal `incentives.contest_ended` */
export const cancelContest = (tx: Tx, id: ContestId): void =>
  tx.guard(rows.endContest, { id, state: 'cancelled' }, () => {
    return new Refusal('conflict', 'incentives.contest_ended');
  });
/** The result is frozen with it. @throws Again when a twin closed it */
export function closeContest(tx: Tx, id: ContestId, standings: readonly Standing[]): void {
  tx.guard(rows.endContest, { id, state: 'closed' }, () => new Again('it was closed meanwhile'));
  if (standings.length === 0) return;
  tx.tell(rows.insertResults, {
    contest: id,
    staff: standings.map(({ staff }) => staff),
    places: standings.map(({ place }) => place),
    scores: standings.map(({ score }) => score),
    prizes: standings.map(({ prizeFen }) => prizeFen),
  });
}
export const setNameHidden = (tx: Tx, staff: StaffId, hidden: boolean): void =>
  tx.tell(hidden ? rows.hideName : rows.showName, { staff });

/** @throws Refusal `incentives.id_taken` */
export const impose = (
  tx: Tx,
  form: PenaltyForm & { readonly by: StaffId; readonly appealUntil: Instant },
): void => tx.guard(rows.insertPenalty, form, idTaken);

/** @throws Refusal `incentives.no_such_penalty` */
export async function penaltyOf(reader: Reader, id: PenaltyId): Promise<Penalty> {
  const [found] = await reader.ask(rows.findPenalty, { id });
  if (found === undefined) throw new Refusal('not_found', 'incentives.no_such_penalty');
  return found;
}
export const seePenalty = (tx: Tx, id: PenaltyId, staff: StaffId): void =>
  tx.tell(rows.seePenalty, { id, staff });

/** @throws Refusal `incentives.no_appeal_now`: not hers, too late, or said already */
export const appeal = (tx: Tx, id: PenaltyId, staff: StaffId, text: string): void =>
  tx.guard(rows.appealPenalty, { id, staff, text }, () => {
    return new Refusal('conflict', 'incentives.no_appeal_now');
  });

/** @throws Refusal `incentives.appeal_by_another`, `incentives.no_appeal_waits` */
export function decideAppeal(
  tx: Tx,
  { id, imposedBy, staff }: Penalty,
  wish: { readonly by: StaffId; readonly upheld: boolean; readonly words: string },
): void {
  const { by, upheld, words } = wish;
  const own = by === imposedBy || by === staff;
  const code = own ? 'incentives.appeal_by_another' : 'incentives.no_appeal_waits';
  const state = upheld ? ('upheld' as const) : ('waived' as const);
  tx.guard(rows.decidePenalty, { id, by, state, words }, () => new Refusal('conflict', code));
}
/** @throws Again when a twin booked it */
export const bookPenalty = (tx: Tx, id: PenaltyId, bookedFen: Fen): void =>
  tx.guard(rows.bookPenalty, { id, bookedFen }, () => new Again('it was booked meanwhile'));
