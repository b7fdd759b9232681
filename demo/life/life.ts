/** The town's people and shops as they stand on a day: for those who plan and those who act. */
import type { GroupId, OutletId } from '../../server/src/kernel/id.ts';
import type { Dice } from '../world/dice.ts';
import type { Resident } from './deeds.ts';
import type { Neighbour } from './neighbours.ts';
import type { Shop } from './shops.ts';
import type { Town } from './town.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface Life {
  readonly town: Town;
  readonly roll: Dice;
  readonly shops: readonly Shop[];
  readonly shopAt: ReadonlyMap<OutletId, Shop>;
  readonly neighbours: readonly Neighbour[];
  readonly groups: ReadonlyMap<string, GroupId>; // by guide
  readonly residents: Resident[];
  /** After the last evening nobody posts or buys; what is bought is still prepared and fetched. */
  over: boolean;
  /** Strangers who come by a link today. */
  arriving: Neighbour[];
}
