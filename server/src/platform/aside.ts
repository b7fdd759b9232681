/**
 * Work for a process of its own: what takes a core, much memory, or a decoder that a stranger's
 * bytes may break. It reads its wish from standard input and writes its answer to standard output.
 */
import { spawn } from 'node:child_process';

/** What it wrote; null when it failed, died or took longer than that. */
export function runAside(
  script: string,
  wish: Buffer | string,
  limits: { readonly ms: number; readonly isQuiet?: boolean },
): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', limits.isQuiet === true ? 'ignore' : 'inherit'],
      timeout: limits.ms,
    });
    const parts: Buffer[] = [];
    child.stdout!.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? Buffer.concat(parts) : null));
    child.stdin!.on('error', () => {}); // it died before it read: `close` says so
    child.stdin!.end(wish);
  });
}

/** So many at once; whoever comes meanwhile waits her turn. */
export function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (busy >= atOnce) await new Promise<void>((go) => queue.push(go));
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      queue.shift()?.();
    }
  };
}
