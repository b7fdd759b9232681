/**
 * Seeded sequences over the whole life of orders. A failure prints its seed:
 * `SIMULATE_SEED=… SIMULATE_SEQUENCES=1` plays it again, command by command.
 */
import { expect, test } from 'vitest';
import { say } from './drill-says.ts';
import { openHouse, type House } from './house.ts';
import { findViolations } from './invariants.ts';
import { dice, playOne, seatPlayers, type Played } from './simulate.ts';

const SEED = Number(process.env.SIMULATE_SEED ?? 20261122);
const SEQUENCES = Number(process.env.SIMULATE_SEQUENCES ?? 40);
const COMMANDS = 60;
/** Invariants after so many commands; `npm run drill` looks after every one. */
const LOOK_EVERY = Number(process.env.SIMULATE_LOOK_EVERY ?? 10);
/** Sequences in one house, one after the other: the past of the first is that of the next. */
const IN_A_HOUSE = 20;
/** All but the walls, which no command moves: they are looked at once a house. */
const ROWS = 'LSOKAW';
/** Steps of an order's life that chance must have reached. */
const LIVED = [
  ...['placed', 'paid', 'accepted', 'short', 'ready', 'handed_over', 'dispatched', 'delivered'],
  ...['rerouted', 'parked', 'cancelled', 'refunded', 'aftersales_accepted', 'settled'],
];
const MOVED = ['capture', 'post', 'refund', 'claw_back'];

/** How often every invariant was asked. */
async function playHouse(house: House, seeds: readonly number[], played: Played): Promise<number> {
  const players = await seatPlayers(house);
  let looks = 0;
  for (const seed of seeds) {
    const roll = dice(seed);
    for (let i = 1; i <= COMMANDS; i += 1) {
      await playOne(house, players, roll, played).catch((error: unknown) => {
        throw new Error(`seed ${seed}, command ${i}`, { cause: error });
      });
      if (i % LOOK_EVERY !== 0) continue;
      const violations = await findViolations(house.owner, ROWS);
      expect(violations, `seed ${seed}, after command ${i}`).toEqual([]);
      looks += 1;
    }
  }
  expect(await findViolations(house.owner)).toEqual([]);
  return looks;
}

test(
  '[B11] [G2] promise-1: forty sequences of sixty commands leave every invariant standing',
  async () => {
    const played: Played = { done: 0, refused: new Map() };
    const seen = new Set<string>();
    let looks = 0;
    for (let from = 0; from < SEQUENCES; from += IN_A_HOUSE) {
      const house = await openHouse({ poolSize: 10 });
      const count = Math.min(IN_A_HOUSE, SEQUENCES - from);
      const seeds = Array.from({ length: count }, (_, i) => SEED + from + i);
      looks += await playHouse(house, seeds, played);
      const { rows } = await house.owner.query(`select distinct verb as said from orders.history
        union all select distinct type from ledger.transfer`);
      for (const { said } of rows) seen.add(said);
      await house.close();
    }
    const refused = [...played.refused.values()].reduce((sum, each) => sum + each, 0);
    say(
      `${SEQUENCES} sequences of ${COMMANDS} commands: ${played.done} done, ${refused} refused ` +
        `by ${played.refused.size} names; every invariant asked ${looks} times, 0 broken`,
    );
    // A simulation in which everything is refused, or that never gets far, proves nothing.
    expect(played.done).toBeGreaterThan(SEQUENCES * COMMANDS * 0.5);
    if (SEQUENCES >= 40) expect([...seen]).toEqual(expect.arrayContaining([...LIVED, ...MOVED]));
  },
  60_000 + SEQUENCES * 20_000,
);
