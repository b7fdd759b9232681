/**
 * Work in the background of this process, so many at a time; what is asked for again while it waits
 * or runs is asked for once. Others' timers do not wait for it.
 */
export class Crew {
  readonly #most: number;
  readonly #waiting = new Map<string, () => Promise<void>>();
  readonly #running = new Map<string, Promise<void>>();
  #closed = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** The work says what went wrong; here nothing throws. */
  add(key: string, work: () => Promise<void>): void {
    if (this.#closed || this.#running.has(key)) return;
    this.#waiting.set(key, work);
    this.#next();
  }

  #next(): void {
    for (const [key, work] of this.#waiting) {
      if (this.#running.size >= this.#most) return;
      this.#waiting.delete(key);
      const run = work()
        .catch(() => {})
        .finally(() => {
          this.#running.delete(key);
          this.#next();
        });
      this.#running.set(key, run);
    }
  }

  /** When nothing runs and nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** What waits is dropped: its timer rings again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    await this.idle();
  }
}
