/**
 * The program cannot start or go on, and says why in one line of Chinese and English. Each reason
 * has an exit code of its own; `docs/running.md` lists them.
 */
export const EXIT = {
  node_too_old: 10,
  port_taken: 11,
  folder_in_use: 12,
  no_write_permission: 13,
  disk_full: 14,
  database_unreachable: 15,
  database_unfit: 16,
  demo_not_allowed: 17,
  install_failed: 18,
  setting_wrong: 19,
  not_confirmed: 20,
  database_lost: 21,
} as const;

export type HaltReason = keyof typeof EXIT;

export class Halt extends Error {
  readonly reason: HaltReason;
  constructor(reason: HaltReason, zh: string, en: string, cause?: unknown) {
    super(`${zh} · ${en}`, { cause });
    this.reason = reason;
  }
  get exitCode(): number {
    return EXIT[this.reason];
  }
}

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);

/** What a failed file operation in `folder` means to the person who started the program. */
export function haltOfFiles(error: unknown, folder: string): Halt {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (error instanceof Halt) return error;
  if (NO_SPACE.has(code)) return diskFull(folder, error);
  return new Halt(
    'no_write_permission',
    `不能写入 ${folder}（${code}）`,
    `cannot write to ${folder} (${code})`,
    error,
  );
}

export const diskFull = (folder: string, cause?: unknown): Halt =>
  new Halt('disk_full', `磁盘已满：${folder}`, `disk full: ${folder}`, cause);
