/** A value that several views show: change it, and each of them draws itself again. */
import { useEffect, useState } from 'react';

export interface Store<T> {
  get(): T;
  set(next: T): void;
  hear(listen: () => void): () => void;
}

export function store<T>(first: T): Store<T> {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(next) {
      now = next;
      for (const listen of [...listeners]) listen();
    },
    hear(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}

export function useStore<T>({ get, hear }: Store<T>): T {
  const [, turn] = useState(0);
  useEffect(() => hear(() => turn((n) => n + 1)), []);
  return get();
}
