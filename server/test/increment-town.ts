/**
 * A small town with habits, written down: each member would buy on her own days; some evenings the
 * shop is shut or out of goods. Because the town knows what each member would have done within the
 * next seven days, the true increment of every order by time or space is known.
 */
import type { Bps } from '../src/kernel/money.ts';
import { fen } from '../src/kernel/money.ts';
import { chanceOf, incrementOf, WINDOW_DAYS } from '../src/modules/insight/rules.ts';
import type { Gained, Habit } from '../src/modules/insight/types.ts';

/** mulberry32: small, seeded, the same everywhere. */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Bought {
  readonly day: number;
  readonly member: number;
  readonly gained: boolean;
  readonly isTime: boolean;
  readonly byLink: boolean;
  readonly fen: number;
  /** She would have bought in the shop within seven days. */
  readonly anyway: boolean;
}
interface Resident {
  readonly since: number;
  /** Chance a day of buying in the open shop. */
  readonly habit: number;
  /** Chance a day of wanting something when the shop is shut, or of what it has not. */
  readonly wish: number;
  readonly byLink: boolean;
}

const DAYS = 240;
const MEMBERS = 150;

function residents(dice: () => number): Resident[] {
  return Array.from({ length: MEMBERS }, () => {
    const kind = dice();
    const byLink = dice() < 0.4;
    const since = Math.floor(dice() * 120);
    if (kind < 0.3)
      return { since, byLink, habit: 0.12 + dice() * 0.12, wish: 0.02 + dice() * 0.03 };
    if (kind < 0.7)
      return { since, byLink, habit: 0.01 + dice() * 0.03, wish: 0.01 + dice() * 0.02 };
    return { since, byLink, habit: 0.001 + dice() * 0.004, wish: 0.01 + dice() * 0.02 };
  });
}

/** Every purchase of the town, day by day; a gained one knows whether it only came early. */
function live(people: readonly Resident[], dice: () => number): Bought[] {
  const bought: Bought[] = [];
  people.forEach(({ since, habit, wish, byLink }, member) => {
    const plans = Array.from({ length: DAYS + 7 }, (_, day) => day >= since && dice() < habit);
    const skipped = new Set<number>();
    for (let day = since; day < DAYS; day++) {
      const worth = 1000 + Math.floor(dice() * 9000);
      if (plans[day] === true && !skipped.has(day)) {
        bought.push({
          day,
          member,
          gained: false,
          isTime: false,
          byLink,
          fen: worth,
          anyway: true,
        });
      }
      if (dice() >= wish) continue;
      const next = plans.findIndex(
        (plan, at) => plan && at > day && at <= day + 7 && !skipped.has(at),
      );
      if (next >= 0) skipped.add(next); // what she took tonight she does not fetch on Thursday
      const isTime = dice() < 0.6;
      bought.push({ day, member, gained: true, isTime, byLink, fen: worth, anyway: next >= 0 });
    }
  });
  return bought.sort((a, b) => a.day - b.day);
}

function habitBefore(
  all: readonly Bought[],
  people: readonly Resident[],
  at: Bought,
  end: number,
): Habit {
  const from = end - WINDOW_DAYS;
  const ordinary = all.filter((b) => !b.gained && b.day >= from && b.day < end);
  const known = (since: number): number => Math.max(0, end - Math.max(since, from));
  return {
    orders: ordinary.filter(({ member }) => member === at.member).length,
    days: known(people[at.member]!.since),
    allOrders: ordinary.length,
    allDays: people.reduce((sum, { since }) => sum + known(since), 0),
  };
}

/** Raw, corrected and true increment of one seeded town, by the room's own rules. */
export function townOf(seed: number): { raw: number; corrected: number; truth: number } {
  const dice = diceOf(seed);
  const people = residents(dice);
  const all = live(people, dice);
  const gained = all.filter((each) => each.gained);
  const judged = gained.map((each): Gained => {
    const first = gained.find(({ member }) => member === each.member)!;
    const ends = [...new Set([each.day, first.day])];
    const orderedBefore = all.some((b) => b.member === each.member && b.day < each.day);
    const habits = ends.map((end) => habitBefore(all, people, each, end));
    const pBps: Bps = chanceOf(habits, { orderedBefore, byLink: each.byLink });
    const worth = fen(each.fen);
    return { isTime: each.isTime, isSpace: !each.isTime, fen: worth, spaceFen: worth, pBps };
  });
  const { rawFen, correctedFen } = incrementOf(judged);
  const truth = gained.reduce((sum, { anyway, fen: worth }) => sum + (anyway ? 0 : worth), 0);
  return { raw: rawFen, corrected: correctedFen, truth };
}
