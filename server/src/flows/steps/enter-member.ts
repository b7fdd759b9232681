/**
 * What every way of signing in ends with: the member behind the identities, or a new one with her
 * consents and her home; the device's visits joined; a session.
 */
import type { Point } from '../../kernel/geo.ts';
import type { ComplexId, LinkCode, MemberId, OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as members from '../../modules/members/members.ts';
import { carts } from '../../modules/orders/orders.ts';
import * as sharing from '../../modules/sharing/sharing.ts';
import type { Tx } from '../../platform/db.ts';
import { addDays, dayOf, startOf } from '../../kernel/time.ts';
import { setTimer } from '../../platform/timer.ts';
import * as outbox from '../../platform/outbox.ts';
import type { Vault } from '../../platform/secret.ts';
import { termsAt } from './bond-terms.ts';
import { mergeInto } from './merge-members.ts';

export interface Arrival {
  /** Hash of the device's cookie. */
  readonly device: string | null;
  /** What she agreed to; null when she only signs in. */
  readonly agreement: members.Agreement | null;
  readonly name: string;
  /** The shop she entered by, and where she is, as far as she told. */
  readonly outlet: OutletId | null;
  readonly place: Point | null;
  readonly complex: ComplexId | null;
}
export interface Entered {
  readonly member: MemberId;
  readonly isNew: boolean;
  readonly token: string;
}

/** @throws Refusal `members.agree_first` when nobody is known by these identities */
export async function enterMember(
  tx: Tx,
  vault: Vault,
  identities: readonly members.Identity[],
  arrival: Arrival,
): Promise<Entered> {
  const found = await Promise.all(
    identities.map((identity) => members.findByIdentity(tx, vault, identity)),
  );
  const known = found.filter((each) => each !== null);
  const first = known[0];
  let member = first?.id ?? tx.newId<'member'>();
  if (first === undefined) {
    if (arrival.agreement === null) throw new Refusal('invalid', 'members.agree_first');
    await chain.mustKnowComplex(tx, arrival.complex);
    members.signUp(tx, {
      id: member,
      name: arrival.name,
      complex: arrival.complex,
      entry: arrival.agreement.channel,
      showsName: arrival.agreement.showName,
    });
  }
  for (const another of known.slice(1)) member = await mergeInto(tx, member, another.id);
  for (const [i, identity] of identities.entries())
    if (found[i] === null) members.addIdentity(tx, vault, member, identity);
  await joinDevice(tx, member, arrival.device);
  if (first === undefined) await settleIn(tx, member, arrival, arrival.agreement!);
  const token = members.startSession(tx, member, arrival.device);
  return { member, isNew: first === undefined, token };
}

async function joinDevice(tx: Tx, member: MemberId, device: string | null): Promise<void> {
  if (device === null) return;
  const anotherLeftAt = await members.anotherLeft(tx, device, member);
  sharing.joinDevice(tx, { member, device, anotherLeftAt });
  await carts.adopt(tx, device, member);
}

/** Home outlet: the crediting link's, else whose area holds her place, else the entry shop. */
async function settleIn(
  tx: Tx,
  member: MemberId,
  { outlet, place }: Arrival,
  agreement: members.Agreement,
): Promise<void> {
  const [directory, { visits, lastEntry }] = await Promise.all([
    chain.directory(tx),
    sharing.creditingVisits(tx, member),
  ]);
  const visit = visits.find((each) => each.link !== null) ?? null;
  const link = visit?.link ?? null;
  const entered = directory.outlet(outlet ?? lastEntry?.outlet ?? directory.root.id);
  const served = place === null ? null : directory.outletServing(place);
  const linked = link === null ? null : directory.outlet(link.outlet);
  const home = linked ?? served ?? entered ?? directory.outlets[0]!;
  const guide = link?.guide == null ? null : ((await chain.standInFor(tx, link.guide))?.id ?? null);
  const dealer = home.dealer === null ? [] : [home.dealer];
  members.agree(tx, member, [directory.root.id, ...dealer], agreement);
  const terms = termsAt(directory, home.path, tx.now);
  if (link !== null) members.cameBy(tx, member, link.code);
  const reason = linked !== null ? `link:${link!.code}` : served !== null ? 'area' : 'entry';
  belonging.bindAtSignUp(tx, { member, outlet: home.id, guide, reason }, terms);
  // One timer for all who come on one day: a month later that day's unjoined visits are cleared.
  const today = dayOf(tx.now);
  setTimer(tx, 'sharing.forget_devices', today, startOf(addDays(today, 31)));
  outbox.put(tx, signedUp(member, home.id, link?.code ?? null));
}

const signedUp = (member: MemberId, outlet: OutletId, link: LinkCode | null) => ({
  name: 'members.signed_up',
  facts: { member, outlet, link },
});
