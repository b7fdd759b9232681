/** The belonging policy in force, as the bonds' room reads it. */
import type { MemberId, NodeId } from '../../kernel/id.ts';
import { before, days, type Instant } from '../../kernel/time.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as chain from '../../modules/chain/chain.ts';
import type { Reader } from '../../platform/db.ts';

export const termsAt = (
  standing: chain.Directory,
  path: readonly NodeId[],
  at: Instant,
): belonging.Terms => belonging.termsOf([chain.policyInForce(standing, 'belonging', path, at)]);

/** Days are head office's alone, so one answer holds for every member of the merchant. */
export const bondLifeIn = (standing: chain.Directory, at: Instant): belonging.Life =>
  chain.policyInForce(standing, 'belonging', standing.root.path, at).body;

export const bondLife = async (reader: Reader): Promise<belonging.Life> =>
  bondLifeIn(await chain.directory(reader), reader.now);

/** A guide's bond that was last renewed at or before this instant has ended. */
export const bondsEndedBy = async (reader: Reader): Promise<Instant> =>
  before(reader.now, days((await bondLife(reader)).expireDays));

/** Whose she is now. */
export async function ownersNow(reader: Reader, member: MemberId): Promise<belonging.Owners> {
  const [{ expireDays }, periods] = await Promise.all([
    bondLife(reader),
    belonging.openPeriods(reader, member),
  ]);
  return belonging.ownersIn(periods, expireDays, reader.now);
}
