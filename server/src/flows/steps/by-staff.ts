/** Whose merchant, by whom, and in which branches: what every deed about people starts with. */
import type { MerchantId, NodeId, StaffId } from '../../kernel/id.ts';
import type { Actor } from '../../platform/audit.ts';

export interface ByStaff {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly by: StaffId;
  readonly branches: readonly NodeId[];
}
