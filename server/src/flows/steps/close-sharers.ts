/**
 * Once it is known who pays: whether a sharer is so close to the buyer that her portions wait for a
 * person. Devices were looked at when the order was placed; the account that paid is among the
 * buyer's by now.
 */
import type { MemberId } from '../../kernel/id.ts';
import * as attribution from '../../modules/attribution/attribution.ts';
import * as members from '../../modules/members/members.ts';
import * as orders from '../../modules/orders/orders.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Reader } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';

export async function closeSharers(
  reader: Reader,
  vault: Vault,
  order: orders.OrderRow,
  named: readonly (MemberId | null)[],
): Promise<attribution.Finding[]> {
  const sharers = [...new Set(named)].filter((each) => each !== null);
  if (sharers.length === 0) return [];
  const [contact, buyer, ...others] = await Promise.all([
    contactOf(reader, vault, order),
    knownOf(reader, vault, order.member),
    ...sharers.map((sharer) => knownOf(reader, vault, sharer)),
  ]);
  const asPaid: attribution.Known = {
    phones: [...buyer.phones, ...contact.phones],
    places: [...buyer.places, ...contact.places],
    payers: buyer.payers,
  };
  return sharers.flatMap((who, i) =>
    attribution.closenessOf(asPaid, others[i]!).map((code) => ({ who, code })),
  );
}

/** Of a person, whatever ids she has had. */
async function knownOf(reader: Reader, vault: Vault, id: MemberId): Promise<attribution.Known> {
  const ids = await members.everyIdOf(reader, id);
  const [identities, addresses, payers] = await Promise.all([
    members.phoneKeysOf(reader, ids),
    members.addressesOf(reader, vault, ids[0]!),
    payments.payersOf(reader, ids),
  ]);
  return {
    phones: [...identities, ...addresses.map(({ phone }) => members.phoneKey(vault, phone))],
    places: addresses.map(({ complex, lat, lng, district, detail }) => {
      return { complex, point: { lat, lng }, words: `${district}${detail}` };
    }),
    payers,
  };
}

async function contactOf(reader: Reader, vault: Vault, { id, place, way }: orders.OrderRow) {
  const sealed = await orders.contactOf(reader, id);
  if (sealed === '') return { phones: [], places: [] };
  const { phone, detail } = JSON.parse(vault.open(sealed)) as { phone: string; detail: string };
  return {
    phones: phone === '' ? [] : [members.phoneKey(vault, phone)],
    places: way === 'pickup' ? [] : [{ complex: null, point: place, words: detail }],
  };
}
