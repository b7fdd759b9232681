/**
 * The trail under a chain of hashes: blocks written after commit, each over the lines of
 * transactions that have surely ended and over the hash before. Whoever changes, drops or slips in
 * a line must remake every block since, and the last hash may stand in somebody's own notes.
 */
import * as col from './column.ts';
import type { Db, Reader } from './db.ts';
import type { MerchantId } from '../kernel/id.ts';
import { statement } from './statement.ts';

const FULL_BLOCK = 5_000;
const LINE = `format('%s|%s|%s|%s|%s|%s|%s|%s|%s', id, actor_kind, actor_id, verb, object_kind,
  object_id, facts, request_id, extract(epoch from at))`;
const digest = (former: string, lines: string): string =>
  `encode(sha256(convert_to(${former} || E'\\n' || ${lines}, 'UTF8')), 'hex')`;

/** One at a time: two blocks with one number would be two chains. */
const lock = statement(
  'platform.lock_audit_chain',
  {},
  `select from (select pg_advisory_xact_lock(
     hashtextextended('audit ' || cast(:merchant as uuid), 0))) locked`,
);
const insertBlock = statement(
  'platform.insert_audit_block',
  {},
  `with last as (
     select no, below_xid, hash from platform.audit_block where merchant_id = :merchant
     union all select 0, '0'::xid8, '' order by no desc limit 1
   ), full_at as (
     select a.xid from platform.audit a, last
     where a.merchant_id = :merchant and a.xid >= last.below_xid
     order by a.xid offset ${FULL_BLOCK - 1} limit 1
   ), bound as (
     select least(pg_snapshot_xmin(pg_current_snapshot()),
       (select min(a.xid) from platform.audit a, full_at
        where a.merchant_id = :merchant and a.xid > full_at.xid)) as high
   ), fresh as (
     select count(*)::integer as lines, string_agg(${LINE}, E'\\n' order by id) as text
     from platform.audit, last, bound
     where merchant_id = :merchant and xid >= last.below_xid and xid < bound.high
   )
   insert into platform.audit_block (merchant_id, no, below_xid, lines, hash, at)
   select :merchant, last.no + 1, bound.high, lines, ${digest('last.hash', 'text')}, :now
   from last, bound, fresh where lines > 0 returning lines`,
  { lines: col.int },
);
const selectBroken = statement(
  'platform.find_broken_audit_blocks',
  {},
  `with chain as (
     select no, hash, lines, below_xid as high,
       coalesce(lag(below_xid) over (order by no), '0'::xid8) as low,
       coalesce(lag(hash) over (order by no), '') as former,
       coalesce(lag(no) over (order by no), 0) as former_no
     from platform.audit_block where merchant_id = :merchant
   )
   select no from chain c
   cross join lateral (
     select count(*) as found, string_agg(${LINE}, E'\\n' order by id) as text
     from platform.audit
     where merchant_id = :merchant and xid >= c.low and xid < c.high
   ) t
   where t.found <> c.lines or c.no <> c.former_no + 1
     or ${digest('c.former', "coalesce(t.text, '')")} is distinct from c.hash
   order by no`,
  { no: col.big },
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
      return (await tx.ask(insertBlock, {}))[0]?.lines ?? 0;
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
    reader.ask(selectBroken, {}),
    reader.ask(selectHead, {}),
  ]);
  return { broken: broken.map(({ no }) => no), ...head! };
}
