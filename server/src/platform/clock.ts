/**
 * Business time. Nothing else in the house asks what time it is: not SQL's now(), not the client.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/**
 * For tests, the demo's 90 days and `CLOCK_START`: runs on from where it is put, or stands still.
 */
export class SetClock implements Clock {
  #offsetMs = 0;
  #standsAt: number | null = null;

  constructor(epochMs: number, { running = false } = {}) {
    if (running) this.#offsetMs = epochMs - Date.now();
    else this.#standsAt = epochMs;
  }

  now(): number {
    return this.#standsAt ?? Date.now() + this.#offsetMs;
  }

  set(epochMs: number): void {
    if (this.#standsAt === null) this.#offsetMs = epochMs - Date.now();
    else this.#standsAt = epochMs;
  }

  advance(ms: number): void {
    this.set(this.now() + ms);
  }
}
