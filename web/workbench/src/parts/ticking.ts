/** Lets a countdown move: the caller is drawn again every half minute. */
import { useEffect, useReducer } from 'react';

const EVERY_MS = 30_000;

export function useTicking(): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}
