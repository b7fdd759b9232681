/**
 * fault-14: a shop is backed up while it sells, and brought back in another folder as it stood at an
 * instant: what was sold by then is whole, what came after is not there, and the checker agrees.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { backUp } from '../src/boot/backup.ts';
import { openDatabase, type Database } from '../src/boot/database.ts';
import { claimFolder, openFolder } from '../src/boot/folder.ts';
import { restore } from '../src/boot/restore.ts';
import type { OrderId } from '../src/kernel/id.ts';
import { copiesIn, dropOld } from '../src/platform/backup/copy.ts';
import { journalOf } from '../src/platform/backup/journal.ts';
import { BadBackup } from '../src/platform/backup/sealed-file.ts';
import { SetClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { connect } from '../src/platform/db.ts';
import { startCluster } from '../src/platform/postgres/cluster.ts';
import { openVault } from '../src/platform/secret.ts';
import { seatChain } from './cast.ts';
import { seatGoods } from './cast-goods.ts';
import { say } from './drill-says.ts';
import { NOW, type House } from './house.ts';
import { findViolations } from './invariants.ts';
import { paidOrder } from './paid-order.ts';
import { seatShoppers, STORY_STOCK, type Shop } from './shop.ts';

const root = mkdtempSync(join(tmpdir(), 'quandian-backup-'));
const KEY = '7'.repeat(64);
const config = readConfig(
  {
    DATA_DIR: join(root, 'data'),
    BACKUP_DIR: join(root, 'backup'),
    BACKUP_KEY: KEY,
    BACKUP_KEEP: '1',
  },
  [],
);
const place = config.backup!;
const folders: string[] = [];
let database: Database;
let shop: Shop;
let release: () => void;

beforeAll(async () => {
  const keys = openFolder(config.folder);
  release = await claimFolder(config.folder);
  database = await openDatabase(config, keys, () => {});
  const owner = new pg.Client({ connectionString: database.owner });
  await owner.connect();
  const clock = new SetClock(NOW);
  const house: House = {
    db: connect(database.app, () => clock.now()),
    clock,
    vault: openVault(Buffer.from(keys.secret, 'hex')),
    mode: 'test',
    dataDir: config.folder,
    origin: 'http://quandian.test',
    owner,
    ownerUrl: database.owner,
    appUrl: database.app,
    close: () => owner.end(),
  };
  const cast = await seatChain(house);
  const outlet = (key: string) => cast.outlets.get(key)!;
  const stock = new Map(Object.entries(STORY_STOCK).map(([key, n]) => [outlet(key), n]));
  const goods = await seatGoods(house.db, { merchant: cast.merchant, hq: cast.hq, stock });
  const app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  const shoppers = await seatShoppers(house, cast, 1);
  const close = async () => {
    await app.close();
    await house.db.close();
    await house.close();
  };
  shop = { house, app, cast, goods, shoppers, outlet, close };
}, 120_000);
afterAll(async () => {
  await shop?.close();
  await database?.stop();
  release?.();
  rmSync(root, { recursive: true, force: true });
});

const buy = (): Promise<OrderId> =>
  paidOrder(shop, shop.shoppers[0]!, shop.outlet('hupan'), [
    { sku: shop.goods.skus.milk, quantity: 1 },
  ]);
const now = async (): Promise<number> => {
  const { rows } = await shop.house.owner.query('select clock_timestamp() as at');
  return rows[0].at.getTime();
};
/** Until the piece with what was done so far is in the backup. */
async function journalKept(): Promise<void> {
  const { rows } = await shop.house.owner.query('select pg_walfile_name(pg_switch_wal()) as piece');
  const sealed = `${rows[0].piece}.qdb`;
  while (!readdirSync(journalOf(place)).includes(sealed)) await sleep(50);
}
const newFolder = (): string => {
  folders.push(join(root, `copy-${folders.length}`));
  return folders.at(-1)!;
};

/** Starts the copy as a server would, and asks it. */
async function inside<T>(folder: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const password = openFolder(folder).owner;
  const cluster = await startCluster({ folder, password, port: 0 });
  const owner = new pg.Client({ connectionString: cluster.urlOf('quandian') });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
    await cluster.stop();
  }
}
const ordersIn = async (owner: pg.Client): Promise<string[]> => {
  const { rows } = await owner.query(
    "select id from orders.order where state <> 'unpaid' order by id",
  );
  return rows.map(({ id }) => id);
};

test('[G6] fault-14: as it stood at an instant, in a new folder; the checker finds nothing', async () => {
  const first = await buy();
  const copy = await backUp(config);
  const second = await buy();
  await sleep(20);
  const between = await now();
  await sleep(20);
  const third = await buy();
  await journalKept();

  const then = newFolder();
  const found = await restore({ place, until: between, into: then });
  expect(found).toMatchObject({ copy: copy.file, merchants: 2, drift: 0 });
  await inside(then, async (owner) => {
    expect(await ordersIn(owner)).toEqual([first, second].sort());
    const { rows } = await owner.query('select from ledger.transfer where order_id = $1', [third]);
    expect(rows).toEqual([]); // no journal of what came after
    expect(await findViolations(owner)).toEqual([]);
  });
  expect(readFileSync(join(then, 'keys.json'))).toEqual(
    readFileSync(join(config.folder, 'keys.json')),
  );

  const latest = newFolder();
  await restore({ place, until: null, into: latest });
  const all = await inside(latest, ordersIn);
  expect(all).toEqual([first, second, third].sort());
  say('restored to an instant and to the end: 2 and 3 orders of 3, 0 violations, 0 drift');
}, 180_000);

test('[G6] a backup says nothing without its key, and a flipped bit or a missing end is found', async () => {
  const { file } = copiesIn(place).at(-1)!;
  const whole = readFileSync(file);
  expect(whole.includes('quandian_owner')).toBe(false);
  const wrong = { ...place, key: Buffer.alloc(32, 9) };
  await expect(restore({ place: wrong, until: null, into: newFolder() })).rejects.toThrow(
    BadBackup,
  );
  const bent = Buffer.from(whole);
  bent[bent.length >> 1]! ^= 1;
  for (const broken of [bent, whole.subarray(0, -1_000)]) {
    writeFileSync(file, broken);
    await expect(restore({ place, until: null, into: newFolder() })).rejects.toThrow(BadBackup);
  }
  writeFileSync(file, whole);
  await expect(restore({ place, until: 0, into: newFolder() })).rejects.toThrow(
    /no copy was whole/,
  );
  await expect(restore({ place, until: null, into: config.folder })).rejects.toMatchObject({
    reason: 'setting_wrong',
  });
});

test('[G6] only the wished number of copies stays, with the journal from the oldest on', () => {
  const old = join(place.folder, 'base/20250101T000000Z-000000010000000000000001.qdb');
  const piece = join(journalOf(place), '000000010000000000000001.qdb');
  for (const file of [old, piece]) writeFileSync(file, '');
  const before = readdirSync(journalOf(place)).length;
  const gone = dropOld(place);
  expect(gone.copies).toBe(1);
  expect(copiesIn(place)).toHaveLength(1);
  const left = readdirSync(journalOf(place));
  expect(left).toHaveLength(before - gone.pieces);
  const { beganWith } = copiesIn(place)[0]!;
  expect(left.every((name) => name.slice(0, 24) >= beganWith)).toBe(true);
});
