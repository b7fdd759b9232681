/** Writes that are safe to repeat wait here while there is no network, and leave by themselves. */
import { useSyncExternalStore } from 'react';
import { call, NoNetwork, Refused, type Method } from '../api/client.ts';
import { newId } from '../api/client.ts';
import type { Facts, Key } from '../i18n/words.ts';

export interface Waiting {
  readonly id: string;
  readonly path: string;
  readonly method: Method;
  readonly body: unknown;
  readonly what: Key;
  readonly facts: Facts;
  readonly at: number;
  /** Set when the house said no after all: it stays until read. */
  readonly refused?: { readonly code: string; readonly facts: Facts };
}
const KEPT = 'qd.work.queue';
const RETRY_MS = 5_000;
const listeners = new Set<() => void>();
let queue: readonly Waiting[] = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Waiting[];
let leaving = false;
let afterLeaving: () => void = () => {};

function keep(next: readonly Waiting[]): void {
  queue = next;
  localStorage.setItem(KEPT, JSON.stringify(queue));
  for (const listener of listeners) listener();
}
export const onQueueEmptied = (listener: () => void): void => void (afterLeaving = listener);
export const useQueue = (): readonly Waiting[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
  );
export const forget = (id: string): void => keep(queue.filter((each) => each.id !== id));
export const forgetAll = (): void => keep([]);

export type Repeatable = Omit<Waiting, 'id' | 'at' | 'refused'>;
/**
 * Sends now; without a network it queues and says `queued`. @throws Refused when the house says no
 */
export async function sendOrQueue<T>(ask: Repeatable): Promise<T | 'queued'> {
  const key = newId();
  try {
    return await call<T>(ask.path, { method: ask.method, body: ask.body, key });
  } catch (error) {
    if (!(error instanceof NoNetwork)) throw error;
    keep([...queue, { ...ask, id: key, at: Date.now() }]);
    setTimeout(flush, RETRY_MS);
    return 'queued';
  }
}

/** In order, one by one: a tick must not overtake the one before it. */
export async function flush(): Promise<void> {
  if (leaving || queue.every((each) => each.refused !== undefined)) return;
  leaving = true;
  try {
    for (const each of queue.filter((one) => one.refused === undefined)) {
      try {
        await call(each.path, { method: each.method, body: each.body, key: each.id });
        forget(each.id);
      } catch (error) {
        if (!(error instanceof Refused)) {
          setTimeout(flush, RETRY_MS);
          return;
        }
        const refused = { code: error.code, facts: error.facts };
        keep(queue.map((one) => (one.id === each.id ? { ...one, refused } : one)));
      }
    }
    afterLeaving();
  } finally {
    leaving = false;
  }
}
addEventListener('online', () => void flush());
if (queue.length > 0) setTimeout(flush, 500);
