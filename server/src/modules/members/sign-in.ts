/** Identities, one-time codes, sessions, devices: how a member is recognised. */
import type { ComplexId, LinkCode, MemberId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, days, minutes, type Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { hashOf, newDigits, newToken, type Vault } from '../../platform/secret.ts';
import { maskPhone } from './rules.ts';
import * as store from './store-identity.ts';
import type { CodePurpose, Identity } from './types.ts';

const CODE_MINUTES = 10;
const CODE_TRIES = 5;
const SESSION_DAYS = 60;
const DEVICE_DAYS = 180;

interface Known {
  readonly id: MemberId;
  readonly madeAt: Instant;
}
const hashOfIdentity = (vault: Vault, { kind, app, value }: Identity): string =>
  vault.blindIndex(`${kind}:${app}:${value}`);
const codeHash = (vault: Vault, phone: string, purpose: CodePurpose, code: string): string =>
  vault.blindIndex(`code:${purpose}:${phone}:${code}`);
const phoneHash = (vault: Vault, phone: string): string =>
  hashOfIdentity(vault, { kind: 'phone', app: '', value: phone });

/** Counters name a phone only by this. */
export const phoneKey = phoneHash;

/** Six digits, ten minutes, and the code before is worth nothing any more. */
export function startCode(tx: Tx, vault: Vault, phone: string, purpose: CodePurpose): string {
  const code = newDigits(6);
  tx.tell(store.putCode, {
    phone: phoneHash(vault, phone),
    purpose,
    code: codeHash(vault, phone, purpose, code),
    endsAt: after(tx.now, minutes(CODE_MINUTES)),
  });
  return code;
}

/**
 * Counts one try and says whether the code is right. The try must be committed whatever it says, so
 * the answer is a value.
 */
export async function tryCode(
  tx: Tx,
  vault: Vault,
  wish: { phone: string; purpose: CodePurpose; code: string },
): Promise<{ right: boolean; triesLeft: number } | null> {
  const { phone, purpose, code } = wish;
  const [tried] = await tx.ask(store.tryCode, { phone: phoneHash(vault, phone), purpose });
  if (tried === undefined) return null;
  const right = tried.code === codeHash(vault, phone, purpose, code);
  return { right, triesLeft: CODE_TRIES - tried.tries };
}

/** Uses the code up: a twin of this sign-in is refused. @throws Refusal `members.code_over` */
export function takeCode(
  tx: Tx,
  vault: Vault,
  wish: { phone: string; purpose: CodePurpose; code: string },
): void {
  const { phone, purpose, code } = wish;
  tx.guard(
    store.takeCode,
    { phone: phoneHash(vault, phone), purpose, code: codeHash(vault, phone, purpose, code) },
    () => new Refusal('conflict', 'members.code_over'),
  );
}

/** The member behind an identity, merged ones resolved to the survivor. */
export async function findByIdentity(
  reader: Reader,
  vault: Vault,
  identity: Identity,
): Promise<Known | null> {
  const { kind, app } = identity;
  const hash = hashOfIdentity(vault, identity);
  const [found] = await reader.ask(store.findByIdentity, { kind, app, hash });
  return found ?? null;
}

/** @throws Refusal `members.no_such_member` */
export async function survivor(reader: Reader, id: MemberId): Promise<Known> {
  const [found] = await reader.ask(store.findMember, { id });
  if (found === undefined) throw new Refusal('not_found', 'members.no_such_member');
  return found.mergedInto === null ? found : survivor(reader, found.mergedInto);
}

/** Of one person: the id that stays first, then those that merged into it. */
export async function everyIdOf(reader: Reader, id: MemberId): Promise<MemberId[]> {
  const found = await reader.ask(store.findEveryId, { id });
  return found.map((each) => each.id);
}
/** The phones that any of these ids signs in with, as `phoneKey` names them. */
export async function phoneKeysOf(reader: Reader, ids: readonly MemberId[]): Promise<string[]> {
  const found = await reader.ask(store.findPhoneKeys, { ids });
  return found.map(({ hash }) => hash);
}

/** The whole number; whoever asks has a reason on record. Null: she came without one. */
export async function phoneOf(
  reader: Reader,
  vault: Vault,
  member: MemberId,
): Promise<string | null> {
  const [found] = await reader.ask(store.findPhone, { member });
  return found === undefined ? null : vault.open(found.sealed);
}

export function signUp(
  tx: Tx,
  wish: {
    id: MemberId;
    name: string;
    complex: ComplexId | null;
    entry: string;
    showsName: boolean;
  },
): void {
  tx.guard(store.insertMember, wish, () => new Again('signed up meanwhile'));
}

/** The link that brought her is known only once her phone has been joined to her. */
export const cameBy = (tx: Tx, id: MemberId, link: LinkCode): void =>
  tx.tell(store.setEntry, { id, entry: link });

/** Someone who claims the same identity first makes the flow look again, and find her. */
export function addIdentity(tx: Tx, vault: Vault, member: MemberId, identity: Identity): void {
  const { kind, app, value } = identity;
  const masked = kind === 'phone' ? maskPhone(value) : `${value.slice(0, 4)}****`;
  const hash = hashOfIdentity(vault, identity);
  tx.guard(
    store.insertIdentity,
    { kind, app, hash, enc: vault.seal(value), masked, member },
    () => new Again('this identity was claimed meanwhile'),
  );
}

/** Devices seen on visits; one that is known stays as it is. */
export function meetDevices(tx: Tx, hashes: readonly string[]): void {
  if (hashes.length === 0) return;
  const endsAt = after(tx.now, days(DEVICE_DAYS));
  tx.tell(store.meetDevices, { hashes: [...new Set(hashes)], endsAt });
}

/** When another member last left this device: visits before that are not for the next to join. */
export async function anotherLeft(
  reader: Reader,
  device: string,
  member: MemberId,
): Promise<Instant | null> {
  const [found] = await reader.ask(store.findAnotherLeft, { device, member });
  return found?.leftAt ?? null;
}

/** A new session with a new token; whoever was signed in on the device before is signed out. */
export function startSession(tx: Tx, member: MemberId, device: string | null): string {
  const token = newToken();
  if (device !== null) {
    meetDevices(tx, [device]);
    tx.tell(store.endSessionsOn, { device });
    tx.tell(store.enterDevice, { device, member });
  }
  const endsAt = after(tx.now, days(SESSION_DAYS));
  tx.tell(store.insertSession, { token: hashOf(token), member, device, endsAt });
  tx.tell(store.seeMember, { id: member });
  return token;
}

/** Holds at once: the next request with this token is nobody's. */
export function endSession(tx: Tx, tokenHash: string, device: string | null): void {
  tx.tell(store.endSession, { token: tokenHash });
  if (device !== null) tx.tell(store.leaveDevice, { device });
}

export const endOtherSessions = (tx: Tx, member: MemberId, except: string): void =>
  tx.tell(store.endSessionsOf, { member, except });

/** Identities move; all else keeps its id, which from now on leads to the survivor. */
export function merge(tx: Tx, survivorId: MemberId, other: MemberId): void {
  const both = { survivor: survivorId, other };
  tx.guard(store.mergeInto, both, () => new Again('merged meanwhile'));
  tx.tell(store.leadOn, both);
  tx.tell(store.moveIdentities, both);
}
