/** A step that the shop may refuse: one at a time, and what was wrong stays until the next try. */
import { useState } from 'react';
import { Trouble } from './api/http.ts';

export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const attempt = async (step: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      await step();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  return { busy, trouble, attempt };
}
