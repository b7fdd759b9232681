/** New paid orders of one's branch: asked for every few seconds, told once, with a sound. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useRead } from '../api/use.ts';
import { useBranch } from './branch.tsx';
import { useMay } from './session.tsx';

export interface NewOrder {
  readonly id: string;
  readonly number: string;
  readonly memberName: string;
  readonly outletName: string;
  readonly title: string;
  readonly payableFen: number;
  readonly paidAt: string;
}
interface Alerts {
  readonly orders: readonly NewOrder[];
  readonly unseen: number;
  readonly muted: boolean;
  readonly mute: () => void;
  readonly see: () => void;
}
const Heard = createContext<Alerts>({
  orders: [],
  unseen: 0,
  muted: false,
  mute: () => {},
  see: () => {},
});
export const useAlerts = () => useContext(Heard);

/** Two soft bells; made, not loaded. A browser that forbids sound before a press stays silent. */
function ring(): void {
  const audio = new AudioContext();
  for (const [at, pitch] of [
    [0, 880],
    [0.18, 1174],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.18, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.55);
  }
  setTimeout(() => void audio.close(), 1200);
}

const EVERY_MS = 8_000;

export function AlertsOn({ children }: { children: ReactNode }) {
  const may = useMay();
  const node = useBranch();
  const path = may('orders.read') ? '/alerts' : null;
  const { data } = useRead<{ items: NewOrder[] }>(path, { node }, { everyMs: EVERY_MS });
  const [muted, setMuted] = useState(() => localStorage.getItem('qd.mute') === '1');
  const [unseen, setUnseen] = useState(0);
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const before = known.current;
    known.current = new Set(data.items.map((order) => order.id));
    if (!before) return; // what was there when the page opened is no news
    const fresh = data.items.filter((order) => !before.has(order.id)).length;
    if (fresh === 0) return;
    setUnseen((count) => count + fresh);
    if (!muted) ring();
  }, [data, muted]);
  const mute = () => {
    localStorage.setItem('qd.mute', muted ? '0' : '1');
    setMuted(!muted);
  };
  const see = () => setUnseen(0);
  return <Heard value={{ orders: data?.items ?? [], unseen, muted, mute, see }}>{children}</Heard>;
}
