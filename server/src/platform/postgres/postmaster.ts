/** What `postmaster.pid` says about a cluster, and whether it is still true. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0
      ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
      : undefined;
  } catch {
    return undefined;
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** After a restart of the machine the number may belong to anybody. */
function servesHere(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false; // gone meanwhile, or somebody else's: a cluster of ours would be readable
    }
  }
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-o', 'comm=', '-p', `${pid}`])
    .stdout.toString()
    .includes('postgres');
}

/**
 * Ends what a dead server left behind. Its watchdog is most likely at it already, so wait first.
 */
export async function endLeftOver(cluster: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    const left = readPostmaster(cluster);
    if (left === undefined) return;
    if (!servesHere(left.pid, cluster)) break;
    if (waitedMs === 3_000) process.kill(left.pid, 'SIGINT');
    if (waitedMs === 20_000) process.kill(left.pid, 'SIGQUIT');
    if (waitedMs === 30_000) break;
    await sleep(50);
  }
  // PostgreSQL would do so itself, but not when another program of ours has got the same number.
  const left = readPostmaster(cluster);
  if (left !== undefined && !servesHere(left.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  }
}
