/** The rules of what members keep with us: head office's, one for the whole chain. */
import type { Instant } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import type * as wallet from '../../modules/wallet/wallet.ts';

export interface WalletTerms {
  readonly stored: wallet.StoredTerms;
  readonly points: wallet.PointTerms;
  /** Of the stored value rule, which an order is frozen with. */
  readonly version: number;
}
export function walletTermsIn(directory: chain.Directory, at: Instant): WalletTerms {
  const path = [directory.root.id];
  const stored = chain.policyInForce(directory, 'stored_value', path, at);
  const points = chain.policyInForce(directory, 'points', path, at);
  return { stored: stored.body, points: points.body, version: stored.version };
}
