/** What a member keeps with us, under the rules of today. */
import type { MemberId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import * as wallet from '../modules/wallet/wallet.ts';
import type { Reader } from '../platform/db.ts';
import { walletTermsIn } from './steps/wallet-terms.ts';

export async function seeWallet(reader: Reader, member: MemberId) {
  const [buckets, plans, holder, directory] = await Promise.all([
    wallet.bucketsOf(reader, member),
    wallet.findPlans(reader),
    wallet.findHolder(reader, member),
    chain.directory(reader),
  ]);
  const { stored, points } = walletTermsIn(directory, reader.now);
  return {
    has: wallet.hasOf(buckets, reader.now),
    plans,
    holder,
    stored,
    points,
    capFen: wallet.capFor(holder !== null, stored),
  };
}
