/** Work in the background of this process: one at a time a key, different keys side by side. */
export class Lanes {
  readonly #running = new Map<string, Promise<void>>();

  isBusy(key: string): boolean {
    return this.#running.has(key);
  }

  /** Starts it unless the lane is busy. The work says what went wrong; here nothing throws. */
  start(key: string, work: () => Promise<void>): void {
    if (this.#running.has(key)) return;
    const run = work()
      .catch(() => {})
      .finally(() => this.#running.delete(key));
    this.#running.set(key, run);
  }

  /** When nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }
}
