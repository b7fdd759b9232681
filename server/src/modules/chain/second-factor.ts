/**
 * The second factor of staff (RFC 6238), its recovery codes, and the devices staff are known by.
 * Knows no password, and asks no clock: whoever checks a code brings the instant.
 */
import { Secret, TOTP } from 'otpauth';
import type { Id, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, days, epochOf, type Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { hashOf, newBase32, type Vault } from '../../platform/secret.ts';
import { sinceOf, TRUST_DAYS } from './proof-rules.ts';
import * as devices from './store-device.ts';
import * as store from './store-factor.ts';
import type { SignInRule } from './types.ts';

const PERIOD_S = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** 120 random bits: a plain hash keeps them. */
const RECOVERY_LENGTH = 24;

/** What somebody showed: the step of her clock's code, or one of the codes on paper. */
export type Shown = { readonly step: number } | { readonly recovery: string };

const codeWrong = (): Refusal => new Refusal('unauthorized', 'session.code_wrong');
const totpOf = (secret: string, issuer = '', label = ''): TOTP =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
  });

/** Her standing second factor, and whether this device spares her the code. */
export async function factorOf(reader: Reader, staff: StaffId, device: string | null = null) {
  const [found] = await reader.ask(store.findFactor, { staff, device });
  return found ?? null;
}

/** The secret is in the answer and nowhere else. @throws Refusal `session.factor_on` */
export function startFactor(
  tx: Tx,
  vault: Vault,
  wish: { readonly staff: StaffId; readonly login: string; readonly issuer: string },
): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: SECRET_BYTES }).base32;
  const secretEnc = vault.seal(secret);
  const already = (): Refusal => new Refusal('conflict', 'session.factor_on');
  tx.guard(store.startFactor, { staff: wish.staff, secretEnc }, already);
  return { secret, uri: totpOf(secret, wish.issuer, wish.login).toString() };
}

/**
 * Which step the code belongs to: this one, the one before or the next, for clocks that differ.
 * @throws Refusal `session.code_wrong`
 */
export function checkCode(vault: Vault, secretEnc: string, code: string, now: Instant): Shown {
  const said = code.replaceAll(/[\s-]/g, '').toLowerCase();
  if (said.length === RECOVERY_LENGTH) return { recovery: hashOf(said) };
  const timestamp = epochOf(now);
  const delta = totpOf(vault.open(secretEnc)).validate({ token: said, window: 1, timestamp });
  if (delta === null) throw codeWrong();
  return { step: Math.floor(timestamp / 1_000 / PERIOD_S) + delta };
}

/** Uses it up: the same code does not open twice. @throws Refusal `session.code_wrong` */
export function useCode(tx: Tx, staff: StaffId, secretEnc: string, shown: Shown): void {
  if ('step' in shown) tx.guard(store.takeStep, { staff, secretEnc, step: shown.step }, codeWrong);
  else tx.guard(store.takeRecovery, { staff, hash: shown.recovery }, codeWrong);
}

/** From now on it is asked for. @throws Refusal `session.code_wrong`, `session.factor_on` */
export function confirmFactor(tx: Tx, staff: StaffId, secretEnc: string, shown: Shown): string[] {
  if (!('step' in shown)) throw codeWrong();
  const already = (): Refusal => new Refusal('conflict', 'session.factor_on');
  tx.guard(store.confirmFactor, { staff, secretEnc, step: shown.step }, already);
  return newRecoveryCodes(tx, staff);
}

/** Those from before are worth nothing. The answer is the only place where they are seen. */
export function newRecoveryCodes(tx: Tx, staff: StaffId): string[] {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newBase32(RECOVERY_LENGTH));
  tx.tell(store.dropRecovery, { staff });
  tx.tell(store.insertRecovery, { staff, hashes: codes.map(hashOf) });
  return codes.map((code) => code.match(/.{4}/g)!.join('-'));
}

/** With it go the recovery codes and every device's trust. @throws `session.no_factor` */
export function dropFactor(tx: Tx, staff: StaffId): void {
  tx.guard(store.dropFactor, { staff }, () => new Refusal('conflict', 'session.no_factor'));
  tx.tell(devices.dropTrust, { staff });
}

/** @throws Refusal `chain.sign_in_first`: the session has ended meanwhile. */
export const proveSession = (tx: Tx, tokenHash: string, staff: StaffId): void =>
  tx.guard(
    store.proveSession,
    { tokenHash, staff },
    () => new Refusal('unauthorized', 'chain.sign_in_first'),
  );

/** Notes where she signs in. */
export async function meetDevice(
  tx: Tx,
  device: {
    readonly staff: StaffId;
    readonly hash: string;
    readonly label: string;
    readonly ipClass: string;
    readonly trust: boolean;
  },
): Promise<{ readonly id: Id<string>; readonly isNew: boolean; readonly isNews: boolean }> {
  const { trust, ...seen } = device;
  const trustedUntil = trust ? after(tx.now, days(TRUST_DAYS)) : null;
  const [met] = await tx.ask(devices.meetDevice, { ...seen, id: tx.newId(), trustedUntil });
  return met!;
}
export const staffDevices = (reader: Reader, staff: StaffId) =>
  reader.ask(devices.findDevices, { staff });
export const knowDevices = (tx: Tx, staff: StaffId): void =>
  tx.tell(devices.knowDevices, { staff });
/** Its sessions end, its trust is gone. @throws Refusal `session.no_such_device` */
export const forgetDevice = (tx: Tx, staff: StaffId, id: Id<string>): void =>
  tx.guard(
    devices.dropDevice,
    { staff, id },
    () => new Refusal('not_found', 'session.no_such_device'),
  );

/** What sign-ins may demand here; null: nothing. */
export async function signInRule(reader: Reader): Promise<SignInRule | null> {
  const [found] = await reader.ask(store.findRule, {});
  return found ?? null;
}
export async function changeSignInRule(
  tx: Tx,
  wish: Omit<SignInRule, 'since'>,
  by: StaffId | null,
): Promise<void> {
  const since = sinceOf(await signInRule(tx), wish, tx.now);
  tx.tell(store.putRule, { ...wish, since, by });
}
