/**
 * The town's clock and what is to happen: deeds wait at their instant, those of one quarter of an
 * hour happen side by side, and after each quarter timers ring and events are carried.
 */
import type { House } from '../../server/src/house.ts';
import type { MerchantId } from '../../server/src/kernel/id.ts';
import { instantAt } from '../../server/src/kernel/time.ts';
import { Refusal } from '../../server/src/kernel/refusal.ts';
import type { SetClock } from '../../server/src/platform/clock.ts';
import { carry } from '../../server/src/platform/outbox.ts';
import { react, type Happened } from '../../server/src/reactions.ts';
import { runDue } from '../../server/src/run-due.ts';

export type Deed = () => Promise<void>;
const QUARTER_MS = 15 * 60_000;
const SIDE_BY_SIDE = 8;

export class Town {
  readonly house: House;
  readonly merchant: MerchantId;
  /** How often each kind of thing was refused: a town where everything succeeds is no town. */
  readonly refused = new Map<string, number>();
  readonly counts = new Map<string, number>();
  readonly #clock: SetClock;
  readonly #quarters = new Map<number, Deed[]>();

  constructor(house: House, merchant: MerchantId, clock: SetClock) {
    this.house = house;
    this.merchant = merchant;
    this.#clock = clock;
  }

  get nowMs(): number {
    return this.#clock.now();
  }

  /** Never in the past: what comes too late happens in the next quarter. */
  at(epochMs: number, deed: Deed): void {
    const quarter = Math.max(
      Math.floor(epochMs / QUARTER_MS),
      Math.floor(this.nowMs / QUARTER_MS) + 1,
    );
    const deeds = this.#quarters.get(quarter);
    if (deeds === undefined) this.#quarters.set(quarter, [deed]);
    else deeds.push(deed);
  }

  count(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }

  /** Lives until the instant; what is due later stays undone, as tomorrow's work. */
  async liveUntil(epochMs: number): Promise<void> {
    const last = Math.floor(epochMs / QUARTER_MS);
    for (let quarter = Math.floor(this.nowMs / QUARTER_MS); quarter <= last; quarter += 1) {
      const deeds = this.#quarters.get(quarter);
      this.#quarters.delete(quarter);
      this.#clock.set(Math.max(this.nowMs, quarter * QUARTER_MS));
      if (deeds === undefined) continue;
      await this.#sideBySide(deeds);
      await this.settleDown();
    }
    this.#clock.set(Math.max(this.nowMs, epochMs));
    await this.settleDown();
  }

  /** Timers ring, events reach who waits for them. */
  async settleDown(): Promise<void> {
    await runDue(this.house, (timer, error) => {
      throw new Error(`timer ${timer.kind} ${timer.ref}`, { cause: error });
    });
    for (;;) {
      const events = await carry(this.house.db, this.merchant);
      for (const event of events) await react(this.house, event as Happened);
      if (events.length === 0) return;
    }
  }

  async #sideBySide(deeds: readonly Deed[]): Promise<void> {
    const waiting = [...deeds];
    const one = async (): Promise<void> => {
      for (let deed = waiting.shift(); deed !== undefined; deed = waiting.shift())
        await deed().catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          this.refused.set(error.code, (this.refused.get(error.code) ?? 0) + 1);
        });
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
  }
}

export const iso = (epochMs: number) => instantAt(epochMs);
