/** Whether the house answered last time it was asked, and when it last did. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let reachable = true;
let heardAt = 0;

export function answered(at: number): void {
  heardAt = at;
  turn(true);
}
export const notAnswered = (): void => turn(false);
function turn(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const listener of listeners) listener();
}
export const lastHeardAt = (): number => heardAt;
export const useReachable = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reachable,
  );
