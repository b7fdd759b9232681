/**
 * Kills under load, in short: `npm run drill -- kill-server kill-postgres` plays the long form.
 * Seed and times are printed, since what a failure needs is how to play it again.
 */
import { expect, test } from 'vitest';
import { playKills } from './kill.ts';

const SEED = Number(process.env.KILL_SEED ?? 20261122);
const ofServer = Number(process.env.KILL_SERVER ?? 2);
const ofDatabase = Number(process.env.KILL_POSTGRES ?? 1);

test(
  '[B11] promise-7 fault-4 fault-5: killed under load, nothing acknowledged is lost',
  async () => {
    const seen = await playKills({ seed: SEED, ofServer, ofDatabase });
    const { acknowledged, unknown, happened, readyMs } = seen;
    console.log(
      `kill seed ${SEED}: ${acknowledged} acknowledged, ${unknown} unknown of which ${happened} ` +
        `had happened, ready again after at most ${Math.max(...readyMs)} ms`,
    );
    expect(seen.faults).toEqual([]);
    expect(seen.lost).toEqual([]);
    expect(seen.violations).toEqual([]);
    expect(acknowledged).toBeGreaterThan(10);
  },
  60_000 + (ofServer + ofDatabase) * 30_000,
);

test('mutant killed: acknowledged before it is on the disk, and lost with PostgreSQL', async () => {
  const { lost } = await playKills({ seed: SEED, ofServer: 0, ofDatabase: 2, forgetful: true });
  console.log(`mutant synchronous_commit=off: ${lost.length} acknowledged orders lost`);
  expect(lost.join('\n')).toContain('was acknowledged and is undefined');
}, 180_000);
