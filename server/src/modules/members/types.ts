import type { MemberId, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

/** What credit must know of a buyer, whatever her id of long ago was. */
export interface BuyerFacts {
  /** The survivor, where she has merged. */
  readonly member: MemberId;
  /** Her own ids of before a merge. */
  readonly mergedIds: readonly MemberId[];
  readonly isStaff: boolean;
  readonly staff: StaffId | null;
  /** Hashes of the devices on which she is or was signed in. */
  readonly devices: readonly string[];
  /** Other members who were signed in on one of them. */
  readonly sharedDeviceWith: readonly MemberId[];
  readonly madeAt: Instant;
}
