/** Where what runs: two cores are kept apart as long as the machine has two and Linux says so. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export const LOAD = 0;
export const SERVERS = 1;

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
/** As it was found: what this process starts later inherits it. */
const all = canPin
  ? /: (\S+)\s*$/.exec(spawnSync('taskset', ['-cp', `${process.pid}`]).stdout.toString())![1]!
  : '';

export const onCore = (core: number, line: readonly string[]): [string, string[]] =>
  canPin ? ['taskset', ['-c', `${core}`, ...line]] : [line[0]!, line.slice(1)];

/** This process, with all its threads, on one core while the work lasts. */
export async function pinned<T>(core: number, work: () => Promise<T>): Promise<T> {
  if (!canPin) return work();
  const pin = (to: string) => spawnSync('taskset', ['-acp', to, `${process.pid}`]);
  pin(`${core}`);
  try {
    return await work();
  } finally {
    pin(all);
  }
}
