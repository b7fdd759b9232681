/**
 * Two ways to speak: `say` to the person at the terminal, in two languages; a `Log` to the machine
 * that keeps it, one JSON line an event, without secrets and without whole phone numbers.
 */
import { EOL } from 'node:os';

export type Say = (zh: string, en: string) => void;

export const say: Say = (zh, en) => void process.stdout.write(`· ${zh} · ${en}${EOL}`);

export type Level = 'silent' | 'error' | 'warn' | 'info' | 'debug';
export type Facts = Readonly<Record<string, unknown>>;

export interface Log {
  error(what: string, facts?: Facts): void;
  warn(what: string, facts?: Facts): void;
  info(what: string, facts?: Facts): void;
  debug(what: string, facts?: Facts): void;
}

const ORDER: readonly Level[] = ['silent', 'error', 'warn', 'info', 'debug'];
const SECRET = /pass|secret|token|authorization|cookie|code$/i;
const PHONE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/** Errors go out with name, message and stack; keys that sound secret without their values. */
export function makeLog(
  level: Level,
  write: (line: string) => void = (line) => void process.stderr.write(line + EOL),
): Log {
  const speak =
    (at: Level) =>
    (what: string, facts: Facts = {}): void => {
      if (ORDER.indexOf(at) > ORDER.indexOf(level)) return;
      const line = { at: new Date().toISOString(), level: at, what, ...facts };
      write(JSON.stringify(line, plain).replace(PHONE, '$1****$2'));
    };
  return {
    error: speak('error'),
    warn: speak('warn'),
    info: speak('info'),
    debug: speak('debug'),
  };
}

function plain(key: string, value: unknown): unknown {
  if (key !== '' && SECRET.test(key)) return '***';
  if (typeof value === 'bigint') return `${value}`;
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, cause };
}
