/** One step of work: who waits, what was refused, and which lists are looked at anew. */
import { Toast } from 'antd-mobile';
import { useState } from 'react';
import { saidBy } from '../api/refusals.ts';
import { queries } from '../app/queries.ts';
import { t, type Facts, type Key } from '../i18n/words.ts';

interface Doing<T> {
  /** What is said when it is done; it may depend on the answer. */
  readonly done?: Key | ((answer: T) => Key);
  readonly facts?: Facts;
  readonly refresh?: readonly string[];
  /** The caller shows the refusal itself, beside what caused it. */
  readonly quiet?: boolean;
}
export function useDoing() {
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function run<T>(work: () => Promise<T>, doing: Doing<T> = {}): Promise<T | undefined> {
    if (waiting) return undefined;
    setWaiting(true);
    setError(null);
    try {
      const result = await work();
      if (result === 'queued') Toast.show(t('queue.kept'));
      else if (doing.done) {
        const said = typeof doing.done === 'function' ? doing.done(result) : doing.done;
        Toast.show(t(said, doing.facts));
      }
      return result;
    } catch (thrown) {
      setError(thrown);
      if (!doing.quiet) await tell(thrown);
      return undefined;
    } finally {
      setWaiting(false);
      for (const name of doing.refresh ?? []) void queries.invalidateQueries({ queryKey: [name] });
    }
  }
  return { run, waiting, error, clear: () => setError(null) };
}
export async function tell(error: unknown): Promise<void> {
  const { words, code } = await saidBy(error);
  Toast.show({ content: code === null ? words : `${words}\n${code}`, duration: 4_000 });
}
/** Copies and says so; a browser without the clipboard says that instead. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    Toast.show(t('act.copied'));
    return true;
  } catch {
    Toast.show(t('act.copy_refused'));
    return false;
  }
}
