/** One merchant of the simulation, and what it has under way. */
import type {
  CaseId,
  MerchantId,
  OrderId,
  OutletId,
  ProductId,
  SkuId,
  StaffId,
  TransferId,
} from '../src/kernel/id.ts';
import type { Resident } from '../../demo/life/deeds.ts';
import type { Town } from '../../demo/life/town.ts';
import type { Dice } from '../../demo/world/dice.ts';
import type { House } from './house.ts';

export interface Player {
  readonly town: Town;
  readonly merchant: MerchantId;
  readonly outlets: readonly OutletId[];
  readonly hq: string;
  readonly guides: readonly StaffId[];
  readonly staff: StaffId;
  readonly members: readonly Resident[];
  readonly skus: readonly SkuId[];
  readonly products: readonly ProductId[];
  readonly orders: { readonly id: OrderId; readonly buyer: Resident }[];
  readonly cases: CaseId[];
  readonly decided: CaseId[];
  readonly withdrawals: string[];
  readonly finance: readonly StaffId[];
  readonly transfers: { readonly id: TransferId; readonly outlet: OutletId }[];
}

export type Command = (house: House, player: Player, roll: Dice) => Promise<unknown>;
export const lastOrders = ({ orders }: Player) => orders.slice(-25);
