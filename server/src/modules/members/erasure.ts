/** A member has herself forgotten: her wish, its days to think it over, what is destroyed then. */
import type { Id, MemberId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, days, type Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import * as store from './store-erasure.ts';

export type ErasureId = Id<'erasure'>;
/** Fifteen days, as the app stores and the large platforms have it. */
export const COOL_OFF_DAYS = 15;

export interface Erasure {
  readonly id: ErasureId;
  readonly member: MemberId;
  readonly askedBy: 'member' | 'staff';
  readonly askedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'asked' | 'withdrawn' | 'done';
  /** Codes of what stood against it when it fell due; it is tried again each day. */
  readonly hinderedBy: readonly string[];
}

/** The same id again is the same wish. @throws Refusal `members.erasure_asked` */
export async function askErasure(
  tx: Tx,
  wish: { readonly id: ErasureId; readonly member: MemberId; readonly actor: StaffId | null },
): Promise<Erasure> {
  const { id, member, actor } = wish;
  const [standing] = await tx.ask(store.findErasure, { id });
  if (standing?.member === member) return standing;
  const dueAt = after(tx.now, days(COOL_OFF_DAYS));
  const askedBy = actor === null ? 'member' : 'staff';
  tx.guard(
    store.insertErasure,
    { id, member, askedBy, actor, dueAt },
    () => new Refusal('conflict', 'members.erasure_asked'),
  );
  return { id, member, askedBy, askedAt: tx.now, dueAt, state: 'asked', hinderedBy: [] };
}

export async function openErasure(
  reader: Reader,
  members: readonly MemberId[],
): Promise<Erasure | null> {
  return (await reader.ask(store.findOpenErasure, { members }))[0] ?? null;
}
export async function erasureOf(reader: Reader, id: ErasureId): Promise<Erasure | null> {
  return (await reader.ask(store.findErasure, { id }))[0] ?? null;
}

/** @throws Refusal `members.no_erasure` */
export const withdrawErasure = (tx: Tx, id: ErasureId): void =>
  tx.guard(
    store.endErasure,
    { id, state: 'withdrawn' },
    () => new Refusal('conflict', 'members.no_erasure'),
  );
export const hinderErasure = (tx: Tx, id: ErasureId, by: readonly string[]): void =>
  tx.tell(store.hinderErasure, { id, by: [...by] });

export interface Identities {
  readonly phones: readonly string[];
  /** Blind indexes, by which counters and codes name her. */
  readonly hashes: readonly string[];
}
export async function identitiesOf(
  reader: Reader,
  vault: Vault,
  members: readonly MemberId[],
): Promise<Identities> {
  const found = await reader.ask(store.findIdentities, { members: [...members] });
  return {
    phones: found.filter(({ kind }) => kind === 'phone').map(({ sealed }) => vault.open(sealed)),
    hashes: found.map(({ hash }) => hash),
  };
}

/** Her rows of this room. What remains is a number that means nobody. */
export function destroy(
  tx: Tx,
  id: ErasureId,
  members: readonly MemberId[],
  { hashes }: Identities,
): void {
  tx.tell(store.destroyCodes, { hashes: [...hashes] });
  for (const destroyed of store.DESTROYED) tx.tell(destroyed, { members: [...members] });
  tx.tell(store.endConsents, { members: [...members] });
  tx.tell(store.emptyMember, { members: [...members] });
  tx.guard(store.endErasure, { id, state: 'done' }, () => new Again('the wish was taken back'));
}

export {
  forgetCodes,
  forgetConsents,
  forgetDevices,
  forgetNotices,
  forgetSessions,
} from './store-erasure.ts';
