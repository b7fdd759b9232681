/**
 * Posts that create nothing with the caller's id: the key row and the answer commit with the
 * effect. A twin in flight is told to wait, a repeated key hears the stored answer, also when that
 * was a refusal; a crash before the commit leaves nothing, so a retry is a first try.
 */
import { Refusal, type RefusalKind } from '../kernel/refusal.ts';
import type { MerchantId } from '../kernel/id.ts';
import * as col from './column.ts';
import type { Db } from './db.ts';
import { hashOf } from './secret.ts';
import { statement } from './statement.ts';

export interface Key {
  readonly merchant: MerchantId;
  /** Who asks: keys of different callers know nothing of each other. */
  readonly principal: string;
  readonly key: string;
  /** Route, object and body: the same key for another wish is a mistake. */
  readonly wish: string;
}
export interface Answered<T> {
  readonly answer: T;
  readonly replayed: boolean;
}
interface Stored {
  readonly answer?: unknown;
  readonly refusal?: { kind: RefusalKind; code: string; facts: Record<string, unknown> };
}

const row = { scope: col.text(), key: col.text() };
const tryLock = statement(
  'platform.try_idempotency',
  row,
  `select pg_try_advisory_xact_lock(
     hashtextextended(:merchant::uuid::text || ' ' || :scope || ' ' || :key, 0)) as mine`,
  { mine: col.bool },
);
const findKey = statement(
  'platform.find_idempotency',
  row,
  `select fingerprint, answer from platform.idempotency
   where merchant_id = :merchant and scope = :scope and key = :key`,
  { fingerprint: col.text(), answer: col.json<Stored>() },
);
const insertKey = statement(
  'platform.insert_idempotency',
  { ...row, fingerprint: col.text(), status: col.int, answer: col.json<Stored>() },
  `insert into platform.idempotency
     (merchant_id, scope, key, fingerprint, status, answer, at)
   values (:merchant, :scope, :key, :fingerprint, :status, :answer, :now)
   on conflict do nothing`,
);

class Replay extends Error {
  readonly stored: Stored;
  constructor(stored: Stored) {
    super('answered before');
    this.stored = stored;
  }
}

/**
 * Runs a flow's one transaction under the key. `run` is given a Db whose transactions look at the
 * key first; it must open exactly one, and what that returns is the answer.
 * @throws Refusal `idempotency.in_progress`, `idempotency.key_reused`, or the flow's own
 */
export async function once<T>(
  db: Db,
  { merchant, principal: scope, key, wish }: Key,
  run: (keyed: Db) => Promise<T>,
): Promise<Answered<T>> {
  const fingerprint = hashOf(wish);
  const name = { scope, key };
  const keyed: Db = {
    ...db,
    transaction: (of, work) =>
      db.transaction(of, async (tx) => {
        const [[lock], [standing]] = await Promise.all([
          tx.ask(tryLock, name),
          tx.ask(findKey, name),
        ]);
        if (!lock!.mine) {
          throw new Refusal('conflict', 'idempotency.in_progress', { retryAfterS: 1 });
        }
        if (standing !== undefined && standing.fingerprint !== fingerprint) {
          throw new Refusal('invalid', 'idempotency.key_reused');
        }
        if (standing !== undefined) throw new Replay(standing.answer);
        const answer = await work(tx);
        tx.tell(insertKey, { ...name, fingerprint, status: 200, answer: { answer } });
        return answer;
      }),
  };
  try {
    return { answer: await run(keyed), replayed: false };
  } catch (error) {
    if (error instanceof Replay) return replayed(error.stored);
    if (error instanceof Refusal && !error.code.startsWith('idempotency.')) {
      await keep(db, merchant, name, fingerprint, error);
    }
    throw error;
  }
}

function replayed<T>({ refusal, answer }: Stored): Answered<T> {
  if (refusal === undefined) return { answer: answer as T, replayed: true };
  throw new Refusal(refusal.kind, refusal.code, refusal.facts);
}

/** A refusal rolled its transaction back; it is kept by a second, small one. */
async function keep(
  db: Db,
  merchant: MerchantId,
  name: { readonly scope: string; readonly key: string },
  fingerprint: string,
  { kind, code, facts }: Refusal,
): Promise<void> {
  await db.transaction(merchant, async (tx) => {
    const answer = { refusal: { kind, code, facts } };
    tx.tell(insertKey, { ...name, fingerprint, status: 409, answer });
  });
}
