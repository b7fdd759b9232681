/** Papers for the desk: head with sums, a table over as many pages as it needs, a foot. As PDF. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Paper {
  readonly title: string;
  readonly note: string;
  readonly sums: readonly { readonly word: string; readonly amount: string }[];
  readonly columns: readonly {
    readonly head: string;
    /** Of the width, beside the others'. */
    readonly share: number;
    readonly right?: boolean;
  }[];
  readonly rows: readonly (readonly string[])[];
  readonly foot: readonly string[];
  /** On every page, beside its number. */
  readonly mark: string;
}

const AT_ONCE = 1;
const LIMIT_MS = 60_000;
let busy = 0;
const queue: (() => void)[] = [];

/** One at a time: a paper takes a core and a hundred megabytes while it is drawn. */
export async function drawPaper(wish: Paper): Promise<Buffer> {
  if (busy >= AT_ONCE) await new Promise<void>((go) => queue.push(go));
  busy += 1;
  try {
    return await draw(wish);
  } finally {
    busy -= 1;
    queue.shift()?.();
  }
}

function draw(wish: Paper): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'draw.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      timeout: LIMIT_MS,
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(parts));
      else reject(new Error(`the paper was not drawn: ${code}`));
    });
    child.stdin.on('error', () => {}); // it died before it read: `close` says so
    child.stdin.end(JSON.stringify(wish));
  });
}
