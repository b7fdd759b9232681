/**
 * Rings what has fallen due, oldest first, under the server's clock. A timer that throws is put off
 * and does not hold up the others; one that has nothing to do any more is taken down.
 */
import type { House } from './house.ts';
import { after, instantAt, minutes } from './kernel/time.ts';
import { NOBODY } from './platform/merchant.ts';
import { dueTimers, setTimer, takenTimer, type Timer } from './platform/timer.ts';
import { timers } from './timers.ts';

const A_TIME = 200;
const PUT_OFF = minutes(1);

/** @returns how many rang */
export async function runDue(
  house: House,
  failed: (timer: Timer, error: unknown) => void = () => {},
): Promise<number> {
  let rang = 0;
  for (;;) {
    const until = instantAt(house.clock.now());
    const due = await house.db.reading(NOBODY, (reader) => dueTimers(reader, until, A_TIME));
    for (const timer of due) await ring(house, timer, failed);
    rang += due.length;
    if (due.length < A_TIME) return rang;
  }
}

async function ring(
  house: House,
  timer: Timer,
  failed: (timer: Timer, error: unknown) => void,
): Promise<void> {
  const { owner, kind, ref } = timer;
  try {
    await timers[kind]?.(house, owner, ref, (error) => failed(timer, error));
    await house.db.transaction(owner, async (tx) => {
      takenTimer(tx, timer, () => new Gone());
    });
  } catch (error) {
    if (error instanceof Gone) return; // its flow has cleared it, or set it anew
    failed(timer, error);
    await house.db.transaction(owner, async (tx) => {
      setTimer(tx, kind, ref, after(tx.now, PUT_OFF));
    });
  }
}

class Gone extends Error {}
