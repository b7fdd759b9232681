/**
 * Stops the database when we die, however we die. Its standard input is a pipe that only we write
 * to: we tell it whom to stop, and when we are gone it reads the end of the file.
 */
import { spawn } from 'node:child_process';
import type { Runner } from './binaries.ts';

export interface Watchdog {
  /** Whom to stop; null when nobody is left to be stopped. */
  watch(pid: number | null): void;
  leave(): void;
}

const SHELL = `trap '' INT TERM HUP
while read -r line; do pid=$line; done
case "$pid" in [1-9]*) kill -INT "$pid";; esac`;
const NODE = `let text = '';
process.on('SIGINT', () => {}).stdin.on('data', (part) => (text += part)).on('end', () => {
  const pid = Number(text.trim().split('\\n').at(-1));
  if (pid > 0) process.kill(pid, 'SIGINT');
});`;

/** A shell is enough, and a twentieth of a second Node. */
export function startWatchdog(runner: Runner | undefined): Watchdog {
  const windows = process.platform === 'win32';
  const [program, args] = windows
    ? ([process.execPath, ['-e', NODE]] as const)
    : (['/bin/sh', ['-c', SHELL]] as const);
  const dog = spawn(program, args, {
    ...runner,
    cwd: windows ? process.cwd() : '/',
    detached: true, // Ctrl-C in the terminal reaches us, not it
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  dog.on('error', () => {});
  dog.stdin.on('error', () => {});
  dog.unref();
  return {
    watch: (pid) => void dog.stdin.write(`${pid ?? 0}\n`),
    leave: () => void dog.stdin.end('0\n'),
  };
}
