/** The merchants of this installation and the hosts they answer to: platform-level rows. */
import * as col from './column.ts';
import type { Db } from './db.ts';
import type { MerchantId } from '../kernel/id.ts';
import { statement } from './statement.ts';

export interface MerchantRow {
  readonly id: MerchantId;
  readonly name: string;
  readonly production: boolean;
  readonly suspended: boolean;
  readonly hosts: readonly string[];
}

const selectMerchants = statement(
  'platform.find_merchants',
  {},
  `select m.id, m.name, m.production, m.suspended_at is not null as suspended,
     array(select host from platform.host h where h.merchant_id = m.id)::text[] as hosts
   from platform.merchant m order by m.id`,
  {
    id: col.id<'merchant'>(),
    name: col.text(),
    production: col.bool,
    suspended: col.bool,
    hosts: col.list(col.text()),
  },
);
const insertMerchant = statement(
  'platform.insert_merchant',
  { id: col.id<'merchant'>(), name: col.text(), production: col.bool, seed: col.maybe(col.big) },
  `insert into platform.merchant (id, name, production, demo_seed, made_at)
   values (:id, :name, :production, :seed, :now)`,
);
const insertHost = statement(
  'platform.insert_host',
  { host: col.text() },
  'insert into platform.host (host, merchant_id) values (:host, :merchant)',
);

/** No merchant's wall stands here yet: the table has no row-level security. */
export const NOBODY = '00000000-0000-7000-8000-000000000000' as MerchantId;

export const findMerchants = (db: Db): Promise<MerchantRow[]> =>
  db.reading(NOBODY, (reader) => reader.ask(selectMerchants, {}));

export { insertHost, insertMerchant };
