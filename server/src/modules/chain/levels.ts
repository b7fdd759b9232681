/** What kind of guide somebody is: her level, in dated rows, and whether she works online only. */
import type { StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { bump } from '../../platform/version.ts';
import type { GuideLevel } from './plan-shape.ts';
import { findLevels, insertLevel, setOnlineOnly } from './store-levels.ts';

/** From now or later on. @throws Refusal `chain.level_backdated`, `chain.level_after_this` */
export function setLevel(
  tx: Tx,
  wish: {
    readonly staff: StaffId;
    readonly level: GuideLevel;
    readonly from: Instant;
    readonly why: string;
    readonly by: StaffId;
  },
): void {
  if (wish.from < tx.now) throw new Refusal('invalid', 'chain.level_backdated');
  tx.guard(insertLevel, wish, () => new Refusal('conflict', 'chain.level_after_this'));
  bump(tx, 'chain');
}

export const levelsOf = (reader: Reader, staff: StaffId) => reader.ask(findLevels, { staff });

/** @throws Refusal `chain.works_so_already` */
export function workOnlineOnly(tx: Tx, staff: StaffId, onlineOnly: boolean): void {
  const already = (): Refusal => new Refusal('conflict', 'chain.works_so_already');
  tx.guard(setOnlineOnly, { staff, onlineOnly }, already);
  bump(tx, 'chain');
}
