/**
 * Rows that are only ever added, under a chain of hashes: blocks written after commit, each over
 * the rows of transactions that have surely ended and over the hash before. Whoever changes, drops
 * or slips in a row must remake every block since.
 */
import * as col from './column.ts';
import { statement } from './statement.ts';

export interface Chained {
  /** Of the two statements. */
  readonly names: { readonly seal: string; readonly broken: string };
  /** The table of rows, with `merchant_id`, `id` and the `xid` that wrote each. */
  readonly rows: string;
  /** The table of blocks: `no`, `below_xid`, `hash`, `at` and how many rows it holds. */
  readonly blocks: string;
  readonly counted: string;
  /** SQL that spells a row as it is sealed. */
  readonly line: string;
  /** What a block holds at most, but for one transaction that is larger than this. */
  readonly full: number;
}

const digest = (former: string, lines: string): string =>
  `encode(sha256(convert_to(${former} || E'\\n' || ${lines}, 'UTF8')), 'hex')`;

export function hashChain({ names, rows, blocks, counted, line, full }: Chained) {
  /** A block ends between two transactions, and before any that still runs. */
  const seal = statement(
    names.seal,
    {},
    `with last as (
       select no, below_xid, hash from ${blocks} where merchant_id = :merchant
       union all select 0, '0'::xid8, '' order by no desc limit 1
     ), full_at as (
       select r.xid from ${rows} r, last
       where r.merchant_id = :merchant and r.xid >= last.below_xid
       order by r.xid offset ${full - 1} limit 1
     ), bound as (
       select least(pg_snapshot_xmin(pg_current_snapshot()),
         (select min(r.xid) from ${rows} r, full_at
          where r.merchant_id = :merchant and r.xid > full_at.xid)) as high
     ), fresh as (
       select count(*)::integer as found, string_agg(${line}, E'\\n' order by id) as text
       from ${rows}, last, bound
       where merchant_id = :merchant and xid >= last.below_xid and xid < bound.high
     )
     insert into ${blocks} (merchant_id, no, below_xid, ${counted}, hash, at)
     select :merchant, last.no + 1, bound.high, found, ${digest('last.hash', 'text')}, :now
     from last, bound, fresh where found > 0 returning ${counted} as sealed`,
    { sealed: col.int },
  );
  /** Numbers of blocks whose rows are not what was sealed, or that stand in no unbroken line. */
  const broken = statement(
    names.broken,
    {},
    `with chain as (
       select no, hash, ${counted} as sealed, below_xid as high,
         coalesce(lag(below_xid) over (order by no), '0'::xid8) as low,
         coalesce(lag(hash) over (order by no), '') as former,
         coalesce(lag(no) over (order by no), 0) as former_no
       from ${blocks} where merchant_id = :merchant
     )
     select no from chain c
     cross join lateral (
       select count(*) as found, string_agg(${line}, E'\\n' order by id) as text
       from ${rows} where merchant_id = :merchant and xid >= c.low and xid < c.high
     ) r
     where r.found <> c.sealed or c.no <> c.former_no + 1
       or ${digest('c.former', "coalesce(r.text, '')")} is distinct from c.hash
     order by no`,
    { no: col.big },
  );
  return { seal, broken };
}
