/**
 * Seeded sequences over the whole life of orders. A failure prints its seed:
 * `SIMULATE_SEED=… SIMULATE_SEQUENCES=1` plays it again, command by command.
 */
import { expect, test } from 'vitest';
import { openHouse } from './house.ts';
import { findViolations } from './invariants.ts';
import { dice, playOne, seatPlayers, type Played } from './simulate.ts';

const SEED = Number(process.env.SIMULATE_SEED ?? 20261122);
const SEQUENCES = Number(process.env.SIMULATE_SEQUENCES ?? 40);
const COMMANDS = 60;
/** Invariants after so many commands; `npm run drill` looks after every one. */
const LOOK_EVERY = Number(process.env.SIMULATE_LOOK_EVERY ?? 10);
/** Steps of an order's life that chance must have reached. */
const LIVED = [
  ...['placed', 'paid', 'accepted', 'short', 'ready', 'handed_over', 'dispatched', 'delivered'],
  ...['rerouted', 'parked', 'cancelled', 'refunded', 'aftersales_accepted', 'settled'],
];

test(
  '[B11] [G2] promise-1: forty sequences of sixty commands leave every invariant standing',
  async () => {
    const house = await openHouse({ poolSize: 10 });
    const players = await seatPlayers(house);
    const played: Played = { done: 0, refused: new Map() };
    for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
      const seed = SEED + sequence;
      const roll = dice(seed);
      for (let i = 1; i <= COMMANDS; i += 1) {
        await playOne(house, players, roll, played).catch((error: unknown) => {
          throw new Error(`seed ${seed}, command ${i}`, { cause: error });
        });
        if (i % LOOK_EVERY !== 0) continue;
        const violations = await findViolations(house.owner);
        expect(violations, `seed ${seed}, after command ${i}`).toEqual([]);
      }
    }
    // A simulation in which everything is refused, or that never gets far, proves nothing.
    expect(played.done).toBeGreaterThan(SEQUENCES * COMMANDS * 0.5);
    if (SEQUENCES < 40) return house.close();
    const seen = async (sql: string) =>
      (await house.owner.query({ text: sql, rowMode: 'array' })).rows.flat();
    const verbs = await seen('select distinct verb from orders.history');
    expect(verbs).toEqual(expect.arrayContaining(LIVED));
    const types = await seen('select distinct type from ledger.transfer');
    expect(types).toEqual(expect.arrayContaining(['capture', 'post', 'refund', 'claw_back']));
    await house.close();
  },
  20 * 60_000,
);
