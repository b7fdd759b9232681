/** Fetches the sign-in sheet when it is first asked for: most visits never need it. */
import { type ReactNode, useEffect, useState } from 'react';
import { door } from '../session.ts';
import { useStore } from '../store.ts';

export function SignInDoor() {
  const waiting = useStore(door);
  const [sheet, set] = useState<{ Sheet: () => ReactNode } | null>(null);
  useEffect(() => {
    if (waiting && !sheet) import('./sign-in.tsx').then(({ SignIn }) => set({ Sheet: SignIn }));
  }, [waiting]);
  return sheet ? <sheet.Sheet /> : null;
}
