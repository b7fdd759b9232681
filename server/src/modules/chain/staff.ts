/** Staff, what they may do, and their sessions. Knows no customer of theirs. */
import type { NodeId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, type Instant, type Millis } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { bump } from '../../platform/version.ts';
import { isKnownPassword } from './known-passwords.ts';
import type { Directory } from './directory.ts';
import { mayGrant, NODE_KIND_OF, passwordFinding, reaches, RESET_LIFE_MS } from './rules.ts';
import { wrongSignIn } from './staff-sessions.ts';
import {
  changePassword,
  deleteGrant,
  deleteSessionsOf,
  findLogin,
  findHiredAt,
  findStaff,
  insertGrant,
  insertStaff,
  findTaken,
  keepAnAdmin,
  leaveStaff,
  reinstateStaff,
  startReset,
  suspendStaff,
  takeReset,
  updateCard,
} from './store-staff.ts';
import { lockTree } from './store-tree.ts';
import type { Grant, SignedInStaff, StaffForm } from './types.ts';

const noSuchStaff = (): Refusal => new Refusal('not_found', 'chain.no_such_staff');

export type Credentials =
  | { readonly passwordHash: string; readonly mustChange: boolean }
  | { readonly resetHash: string };

/** A code to set the first password, or (demo, tests, set-up) a password that stands already. */
export function hire(tx: Tx, form: StaffForm, credentials: Credentials | null): void {
  const withPassword = credentials !== null && 'passwordHash' in credentials;
  const withCode = credentials !== null && 'resetHash' in credentials;
  tx.tell(insertStaff, {
    ...form,
    passwordHash: withPassword ? credentials.passwordHash : null,
    mustChange: withPassword ? credentials.mustChange : true,
    resetHash: withCode ? credentials.resetHash : null,
    resetUntil: withCode ? after(tx.now, RESET_LIFE_MS as Millis) : null,
  });
  bump(tx, 'chain');
}

/** Nothing said about herself yet. */
export const NO_CARD = {
  title: '',
  story: '',
  motto: '',
  phoneMasked: '',
  wechat: '',
  outlet: null,
  worksOnlineOnly: false,
} as const satisfies Partial<StaffForm>;

/**
 * True when this very person was invited already: a retry gets a new code.
 * @throws Refusal `chain.login_taken`, also by someone who has left: no login is used twice.
 */
export async function isInvited(tx: Tx, { id, login }: StaffForm): Promise<boolean> {
  tx.tell(lockTree, {}); // two invitations to one login: the second sees the first
  const taken = await tx.ask(findTaken, { id, login });
  if (taken.length === 0) return false;
  const [own] = taken;
  if (taken.length === 1 && own!.id === id && own!.login === login && own!.isNew) return true;
  throw new Refusal('conflict', 'chain.login_taken', { login });
}

export interface StaffRow
  extends Pick<SignedInStaff, 'id' | 'name' | 'login' | 'outlet' | 'grants'> {
  readonly passwordHash: string | null;
  readonly suspendedAt: Instant | null;
  readonly leftAt: Instant | null;
}

/** Of someone who may come in, and whether she has used this device before. */
export const findLoginRow = async (reader: Reader, login: string, device: string | null = null) =>
  (await reader.ask(findLogin, { login, device }))[0] ?? null;

/** @throws Refusal `chain.no_such_staff` */
export async function staffRow(reader: Reader, id: StaffId): Promise<StaffRow> {
  const [row] = await reader.ask(findStaff, { id });
  if (row === undefined) throw noSuchStaff();
  return row;
}

/**
 * Whoever manages a person must be able to give every role that the person has: else a store
 * manager could reset the password of head office's administrator.
 * @throws Refusal `chain.no_such_staff` when she is out of reach, `chain.rank_too_high`
 */
export async function staffManagedBy(
  reader: Reader,
  chain: Directory,
  { id, by, branches }: { id: StaffId; by: SignedInStaff; branches: readonly NodeId[] },
): Promise<StaffRow> {
  const row = await staffRow(reader, id);
  const paths = [...row.grants.map(({ node }) => node), ...(row.outlet ? [row.outlet] : [])]
    .map((node) => chain.nodes.get(node)?.path ?? [])
    .filter((path) => path.length > 0);
  const known = paths.length === 0 ? [chain.root.path] : paths;
  if (!known.some((path) => reaches(branches, path))) throw noSuchStaff();
  for (const { node, role } of row.grants)
    if (!mayGrant(by.grants, role, chain.nodes.get(node)!.path))
      throw new Refusal('forbidden', 'chain.rank_too_high', { role });
  return row;
}

/** @throws Refusal `chain.role_not_here`, `chain.rank_too_high` */
export function mustGrant(chain: Directory, grants: readonly Grant[], wish: Grant): void {
  const node = chain.nodes.get(wish.node);
  if (node === undefined) throw new Refusal('not_found', 'chain.no_such_node');
  if (NODE_KIND_OF[wish.role] !== node.kind)
    throw new Refusal('invalid', 'chain.role_not_here', { role: wish.role, kind: node.kind });
  if (!mayGrant(grants, wish.role, node.path))
    throw new Refusal('forbidden', 'chain.rank_too_high', { role: wish.role });
}

export function grant(tx: Tx, staff: StaffId, { node, role }: Grant, by: string | null): void {
  tx.tell(insertGrant, { staff, node, role, by: by as never });
  bump(tx, 'chain');
}

/** @throws Refusal `chain.no_such_grant`, also for the last administrator's. */
export function revoke(tx: Tx, staff: StaffId, { node, role }: Grant): void {
  tx.tell(lockTree, {}); // two administrators must not take each other's grant at once
  tx.guard(
    deleteGrant,
    { staff, node, role },
    () => new Refusal('conflict', role === 'hq_admin' ? 'chain.last_admin' : 'chain.no_such_grant'),
  );
  bump(tx, 'chain');
}

/** @throws Refusal `chain.password_short` … */
export function mustBeGoodPassword(password: string, own: readonly string[]): void {
  const found = passwordFinding(password, own, isKnownPassword);
  if (found !== null) throw new Refusal('invalid', found);
}

/** Over the password that was checked; every other session ends. */
export function setPassword(
  tx: Tx,
  { id, from, to, keep }: { id: StaffId; from: string; to: string; keep: string | null },
): void {
  tx.guard(changePassword, { id, from, to }, wrongSignIn);
  tx.tell(deleteSessionsOf, { staff: id, except: keep });
}

/** By the one-time code. @throws Refusal `chain.wrong_sign_in` */
export function setPasswordByCode(
  tx: Tx,
  { id, resetHash, to }: { id: StaffId; resetHash: string; to: string },
): void {
  tx.guard(takeReset, { id, resetHash, to }, wrongSignIn);
  tx.tell(deleteSessionsOf, { staff: id, except: null });
}

/** The old password stops at once, and so does every session. */
export function beginReset(tx: Tx, id: StaffId, resetHash: string): void {
  const until = after(tx.now, RESET_LIFE_MS as Millis);
  tx.guard(startReset, { id, resetHash, until }, noSuchStaff);
  tx.tell(deleteSessionsOf, { staff: id, except: null });
}

/** @throws Refusal `chain.already_suspended`, `chain.last_admin` */
export async function suspend(tx: Tx, id: StaffId): Promise<void> {
  tx.tell(lockTree, {});
  tx.guard(suspendStaff, { id }, () => new Refusal('conflict', 'chain.already_suspended'));
  await endAllOf(tx, id);
}

export function reinstate(tx: Tx, id: StaffId): void {
  tx.guard(reinstateStaff, { id }, () => new Refusal('conflict', 'chain.not_suspended'));
  bump(tx, 'chain');
}

/** She is gone for good; who follows her is the flow's to say. @throws Refusal `chain.has_left` */
export async function leave(tx: Tx, id: StaffId, heir: StaffId | null): Promise<void> {
  tx.tell(lockTree, {});
  tx.guard(leaveStaff, { id, heir }, () => new Refusal('conflict', 'chain.has_left'));
  await endAllOf(tx, id);
}

async function endAllOf(tx: Tx, id: StaffId): Promise<void> {
  tx.tell(deleteSessionsOf, { staff: id, except: null });
  bump(tx, 'chain');
  const [left] = await tx.ask(keepAnAdmin, {});
  if (left!.admins === 0) throw new Refusal('conflict', 'chain.last_admin');
}

export function writeCard(
  tx: Tx,
  card: { id: StaffId; title: string; story: string; motto: string; wechat: string },
): void {
  tx.guard(updateCard, card, noSuchStaff);
  bump(tx, 'chain');
}

/** Since when she has had an account with us. */
export async function hiredAt(reader: Reader, id: StaffId): Promise<Instant | null> {
  const [found] = await reader.ask(findHiredAt, { id });
  return found?.since ?? null;
}
