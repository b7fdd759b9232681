/** Asks for what a page shows. The last answer stays while a newer one is on its way. */
import { useEffect, useRef, useState } from 'react';
import { Trouble } from './api/http.ts';
import { store, useStore } from './store.ts';

export interface Answer<T> {
  value: T | null;
  trouble: Trouble | null;
  /** Asks again, and keeps showing what is there. */
  again: () => void;
  /** Shows this at once, for instance the answer to a change that the page made. */
  put: (value: T) => void;
}

const kept = new Map<string, unknown>();

/** How often everything was forgotten. */
const forgotten = store(0);

/** Forgets what was answered, because the person or the shop changed; what is shown asks again. */
export function forgetAnswers(): void {
  kept.clear();
  forgotten.set(forgotten.get() + 1);
}

/** `key` names the question; null asks nothing yet. */
export function useAnswer<T>(key: string | null, load: () => Promise<T>): Answer<T> {
  const [, draw] = useState(0);
  const [turn, setTurn] = useState(0);
  const trouble = useRef<Trouble | null>(null);
  const latest = useRef(0);
  const era = useStore(forgotten);

  const put = (value: T) => {
    if (key === null) return;
    latest.current += 1;
    kept.set(key, value);
    trouble.current = null;
    draw((n) => n + 1);
  };

  useEffect(() => {
    if (key === null) return;
    const mine = ++latest.current;
    trouble.current = null;
    const late = () => mine !== latest.current;
    load().then(
      (value) => {
        if (!late()) put(value);
      },
      (error: unknown) => {
        if (late()) return;
        trouble.current =
          error instanceof Trouble
            ? error
            : new Trouble(0, 'shop.broke', { error: String(error) }, '');
        draw((n) => n + 1);
      },
    );
    return () => {
      latest.current += 1;
    };
  }, [key, turn, era]);

  // What is forgotten is still shown until it is answered anew: a sheet in it must not fall shut.
  const shown = useRef<{ key: string; value: T } | null>(null);
  if (key !== null && kept.has(key)) shown.current = { key, value: kept.get(key) as T };
  const value = key !== null && shown.current?.key === key ? shown.current.value : null;
  return { value, trouble: trouble.current, again: () => setTurn((n) => n + 1), put };
}
