/** Where everybody stands in a contest: live while it runs, frozen when it is closed. */
import * as incentives from '../modules/incentives/incentives.ts';
import type { Reader } from '../platform/db.ts';
import { findContestResults, type findContests } from '../views/incentives.ts';
import { findStaffScores, measured } from '../views/scores.ts';

type ContestRow = Awaited<ReturnType<typeof findContests>>[number];

export async function rankingOf(reader: Reader, contest: ContestRow) {
  if (contest.state === 'closed') return findContestResults(reader, contest.id);
  const found = await findStaffScores(reader, contest.nodeId, contest);
  const known = new Map(found.map((each) => [each.staff, each]));
  const scored = found.map((each) => ({
    staff: each.staff,
    score: measured(each, contest.measure),
  }));
  return incentives.standingsOf(contest, scored).map(({ staff, score, place, prizeFen }) => {
    const { name, outletName, hidden } = known.get(staff)!;
    return { staff, name, outletName, place, score, prizeFen, hidden };
  });
}

type Ranked = Awaited<ReturnType<typeof rankingOf>>[number];
/** Head office sees everybody. */
export const openPlaces = (ranked: readonly Ranked[]) =>
  ranked.map(({ staff, hidden: _, ...each }) => ({ staffId: staff, ...each, mine: false }));

/** A guide sees what the contest shows: all names, places without names, or her own place. */
export function placesFor(me: string, shown: ContestRow['shown'], ranked: readonly Ranked[]) {
  return ranked
    .filter(({ staff }) => shown !== 'own' || staff === me)
    .map(({ staff, name, outletName, hidden, ...each }) => {
      const mine = staff === me;
      const named = mine || (shown === 'names' && !hidden);
      const who = named ? { staffId: staff, name, outletName } : NOBODY;
      return { ...each, ...who, mine };
    });
}
const NOBODY = { staffId: null, name: null, outletName: null };
