/** The belonging policy in force along a path, as the bonds' room reads it. */
import type { NodeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as chain from '../../modules/chain/chain.ts';

export const termsAt = (
  standing: chain.Directory,
  path: readonly NodeId[],
  at: Instant,
): belonging.Terms => belonging.termsOf([chain.policyInForce(standing, 'belonging', path, at)]);
