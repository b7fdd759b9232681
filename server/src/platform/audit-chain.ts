/**
 * The trail under a chain of hashes (`hash-chain.ts`). The last hash may stand in somebody's own
 * notes: then not even who remakes the whole chain remains unseen.
 */
import * as col from './column.ts';
import type { Db, Reader } from './db.ts';
import type { MerchantId } from '../kernel/id.ts';
import { hashChain } from './hash-chain.ts';
import { statement } from './statement.ts';

const FULL_BLOCK = 5_000;
const chain = hashChain({
  names: { seal: 'platform.insert_audit_block', broken: 'platform.find_broken_audit_blocks' },
  rows: 'platform.audit',
  blocks: 'platform.audit_block',
  counted: 'lines',
  line: `format('%s|%s|%s|%s|%s|%s|%s|%s|%s', id, actor_kind, actor_id, verb, object_kind,
    object_id, facts, request_id, extract(epoch from at))`,
  full: FULL_BLOCK,
});

/** One at a time: two blocks with one number would be two chains. */
const lock = statement(
  'platform.lock_audit_chain',
  {},
  `select from (select pg_advisory_xact_lock(
     hashtextextended('audit ' || cast(:merchant as uuid), 0))) locked`,
);
const selectHead = statement(
  'platform.find_audit_head',
  {},
  `select coalesce(max(no), 0) as no, coalesce(sum(lines), 0)::bigint as lines,
     coalesce((array_agg(hash order by no desc))[1], '') as hash
   from platform.audit_block where merchant_id = :merchant`,
  { no: col.big, lines: col.big, hash: col.text() },
);

/** Brings the chain up to what has surely committed. */
export async function sealTrail(db: Db, merchant: MerchantId): Promise<void> {
  for (;;) {
    const sealed = await db.transaction(merchant, async (tx) => {
      await tx.ask(lock, {});
      return (await tx.ask(chain.seal, {}))[0]?.sealed ?? 0;
    });
    if (sealed < FULL_BLOCK) return;
  }
}

export interface TrailCheck {
  /** Numbers of blocks whose lines are not what was sealed. */
  readonly broken: readonly number[];
  /** Of the last block: worth a note outside of this machine. */
  readonly no: number;
  readonly lines: number;
  readonly hash: string;
}
export async function checkTrail(reader: Reader): Promise<TrailCheck> {
  const [broken, [head]] = await Promise.all([
    reader.ask(chain.broken, {}),
    reader.ask(selectHead, {}),
  ]);
  return { broken: broken.map(({ no }) => no), ...head! };
}
