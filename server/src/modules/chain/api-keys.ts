/**
 * Keys for programs: what each may do and in which branch. We keep only a hash, so a lost key is
 * made anew, never shown again.
 */
import type { NodeId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { dayOf, type Day, type Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { hashOf, newToken } from '../../platform/secret.ts';
import {
  findApiKey,
  findApiKeyHolder,
  findApiKeys,
  followApiKey,
  insertApiKey,
  revokeApiKey,
  touchApiKey,
} from './store-api-key.ts';
import type { ApiKeyId, ApiScope } from './types.ts';

const SHOWN = 11;

export interface ApiKeyForm {
  readonly id: ApiKeyId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly node: NodeId;
  readonly madeBy: StaffId;
}
export interface ApiKeyHolder {
  readonly id: ApiKeyId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly node: NodeId;
  readonly madeBy: StaffId;
  readonly lastUsedOn: Day | null;
}

/**
 * The key itself is the answer, and nobody can learn it again.
 * @throws Refusal `chain.id_taken`
 */
export async function makeApiKey(tx: Tx, form: ApiKeyForm): Promise<string> {
  const [standing] = await tx.ask(findApiKey, { id: form.id });
  if (standing !== undefined) throw new Refusal('conflict', 'chain.id_taken', { id: form.id });
  const key = `qk_${newToken()}`;
  tx.tell(insertApiKey, { ...form, hash: hashOf(key), prefix: key.slice(0, SHOWN) });
  return key;
}

/** Twice is once. @throws Refusal `chain.no_such_key` */
export const revokeKey = (tx: Tx, id: ApiKeyId): void =>
  tx.guard(revokeApiKey, { id }, () => new Refusal('not_found', 'chain.no_such_key'));

/**
 * A new key that may do the same; the old one opens until `endsAt`. Of two who turn one key, one
 * does. @throws Refusal `chain.id_taken`, `chain.key_not_turned`
 */
export async function followKey(
  tx: Tx,
  turn: {
    readonly id: ApiKeyId;
    readonly successor: ApiKeyId;
    readonly madeBy: StaffId;
    readonly endsAt: Instant;
  },
): Promise<string> {
  const [standing] = await tx.ask(findApiKey, { id: turn.successor });
  if (standing !== undefined)
    throw new Refusal('conflict', 'chain.id_taken', { id: turn.successor });
  const key = `qk_${newToken()}`;
  const wish = { ...turn, hash: hashOf(key), prefix: key.slice(0, SHOWN) };
  tx.guard(followApiKey, wish, () => new Refusal('conflict', 'chain.key_not_turned'));
  return key;
}

/** Who knocks, when the key still opens. */
export async function keyHolder(reader: Reader, key: string): Promise<ApiKeyHolder | null> {
  const [found] = await reader.ask(findApiKeyHolder, { hash: hashOf(key) });
  return found ?? null;
}

/** Written once a day at most. */
export const sawKey = (tx: Tx, id: ApiKeyId): void =>
  tx.tell(touchApiKey, { id, day: dayOf(tx.now) });

export const apiKeys = (reader: Reader) => reader.ask(findApiKeys, {});
