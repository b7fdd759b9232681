/** Two short tones and a hum. A browser lets a page sound only after the first touch. */
import { useSyncExternalStore } from 'react';

const KEPT = 'qd.work.mute';
const listeners = new Set<() => void>();
let context: AudioContext | undefined;

export const isMuted = (): boolean => localStorage.getItem(KEPT) === '1';
export function mute(muted: boolean): void {
  localStorage.setItem(KEPT, muted ? '1' : '0');
  if (!muted) ring();
  for (const listener of listeners) listener();
}
export const useMuted = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isMuted);

/** Opens the ear at the first touch, once. */
export function listen(): () => void {
  const open = () => {
    context ??= new AudioContext();
    void context.resume();
  };
  addEventListener('pointerdown', open, { once: true });
  return () => removeEventListener('pointerdown', open);
}

export function ring(): void {
  if (isMuted()) return;
  navigator.vibrate?.([120, 80, 120]);
  if (context?.state !== 'running') return;
  tone(context, 880, 0);
  tone(context, 1174.7, 0.18);
}
function tone(on: AudioContext, hertz: number, after: number): void {
  const from = on.currentTime + after;
  const source = on.createOscillator();
  const volume = on.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(0.25, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.35);
  source.connect(volume).connect(on.destination);
  source.start(from);
  source.stop(from + 0.4);
}
