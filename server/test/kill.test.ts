/**
 * Kills under load, in short: `npm run drill -- kill-server kill-postgres` plays the long form.
 * Seed and times are printed, since what a failure needs is how to play it again.
 */
import { expect, test } from 'vitest';
import { say } from './drill-says.ts';
import { playKills } from './kill.ts';

const SEED = Number(process.env.KILL_SEED ?? 20261122);
const ofServer = Number(process.env.KILL_SERVER ?? 2);
const ofDatabase = Number(process.env.KILL_POSTGRES ?? 1);

test(
  '[B11] promise-7 fault-4 fault-5: killed under load, nothing acknowledged is lost',
  async () => {
    const seen = await playKills({ seed: SEED, ofServer, ofDatabase });
    const { acknowledged, unknown, happened, readyMs } = seen;
    const sorted = [...readyMs].sort((a, b) => a - b);
    say(
      `${ofServer} kills of the server, ${ofDatabase} of PostgreSQL (seed ${SEED}): ` +
        `${acknowledged} orders acknowledged, ${seen.lost.length} lost; ${unknown} unknown, of ` +
        `which ${happened} had happened; ready again after ${sorted[sorted.length >> 1]} ms in the ` +
        `middle, ${sorted.at(-1)} ms at most`,
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
  say(`mutant synchronous_commit=off: ${lost.length} acknowledged orders lost`);
  expect(lost.join('\n')).toContain('was acknowledged and is undefined');
}, 180_000);
