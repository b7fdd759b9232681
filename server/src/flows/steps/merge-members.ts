/**
 * Two members turn out to be one person. The older sign-up survives; identities move, bonds of both
 * close and the older of each kind goes on, all else keeps its id and is read as the survivor's.
 */
import type { MemberId } from '../../kernel/id.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as members from '../../modules/members/members.ts';
import * as sharing from '../../modules/sharing/sharing.ts';
import * as wallet from '../../modules/wallet/wallet.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import { ownersNow, termsAt } from './bond-terms.ts';

/** The survivor. The same member twice is one member already. */
export async function mergeInto(tx: Tx, one: MemberId, two: MemberId): Promise<MemberId> {
  const [a, b] = await Promise.all([members.survivor(tx, one), members.survivor(tx, two)]);
  if (a.id === b.id) return a.id;
  const { survivor, other } = members.survivorOf(a, b);
  const [directory, owners] = await Promise.all([chain.directory(tx), ownersNow(tx, survivor)]);
  const home = owners.homeOutlet === null ? null : directory.outlet(owners.homeOutlet.id);
  const path = home?.path ?? directory.root.path;
  const terms = termsAt(directory, path, tx.now);
  await belonging.merge(tx, survivor, other, terms);
  sharing.merge(tx, survivor, other);
  members.merge(tx, survivor, other);
  await ledger.mergeDues(tx, other, survivor);
  await ledger.mergeKept(tx, other, survivor);
  wallet.mergeWallets(tx, other, survivor);
  outbox.put(tx, { name: 'members.merged', facts: { survivor, other } });
  return survivor;
}
