/**
 * The numbers that key every cache. Read in the same round trip as what they key, so a change made
 * through another process is seen by this one's next request.
 */
import * as col from './column.ts';
import type { Reader, Tx } from './db.ts';
import { statement } from './statement.ts';

export interface Versions {
  readonly chain: number;
  readonly offer: number;
  readonly pricing: number;
}

const selectVersions = statement(
  'platform.find_versions',
  {},
  'select chain, offer, pricing from platform.version where merchant_id = :merchant',
  { chain: col.big, offer: col.big, pricing: col.big },
);
const insertVersion = statement(
  'platform.insert_version',
  {},
  'insert into platform.version (merchant_id) values (:merchant) on conflict do nothing',
);
const bumps = {
  chain: statement(
    'platform.bump_chain',
    {},
    'update platform.version set chain = chain + 1 where merchant_id = :merchant',
  ),
  offer: statement(
    'platform.bump_offer',
    {},
    'update platform.version set offer = offer + 1 where merchant_id = :merchant',
  ),
  pricing: statement(
    'platform.bump_pricing',
    {},
    'update platform.version set pricing = pricing + 1 where merchant_id = :merchant',
  ),
};

const NONE: Versions = { chain: 0, offer: 0, pricing: 0 };

export async function findVersions(reader: Reader): Promise<Versions> {
  const [found] = await reader.ask(selectVersions, {});
  return found ?? NONE;
}

/** A merchant is born. */
export const startVersions = (tx: Tx): void => tx.tell(insertVersion, {});

/** Whatever was cached under the former number is never used again. */
export const bump = (tx: Tx, what: keyof Versions): void => tx.tell(bumps[what], {});
