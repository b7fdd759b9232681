/** A database is brought forward once, by whoever comes first, and never brought backward. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, signIn } from '../src/platform/migrate.ts';
import { newBase, openHouse } from './house.ts';
import { findings, readMap, wordyColumns } from './personal-map.ts';
import { snapshotOf } from './snapshot.ts';

const SHIPPED = join(import.meta.dirname, '../../db/migrations');
let base: Awaited<ReturnType<typeof newBase>>;
let folder: string;
beforeEach(async () => {
  await (await newBase()).drop(); // the template's making gives quandian_app its sign-in
  base = await newBase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  cpSync(SHIPPED, folder, { recursive: true });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await base.drop();
});

const urls = () => ({ owner: base.ownerUrl, app: base.appUrl });
const ask = async (sql: string) => {
  const client = new pg.Client({ connectionString: base.ownerUrl });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
};

test('an empty database gets every migration, and a second start changes nothing', async () => {
  expect(await migrate(urls(), folder)).toEqual(readdirSync(SHIPPED).sort());
  expect(await migrate(urls(), folder)).toEqual([]);
});

test('two programs that start together take turns', async () => {
  const ran = await Promise.all([migrate(urls(), folder), migrate(urls(), folder)]);
  expect(ran.flat().sort()).toEqual(readdirSync(SHIPPED).sort());
});

test('a new migration comes on top; one that fails leaves no trace of itself', async () => {
  await migrate(urls(), folder);
  writeFileSync(join(folder, '9001_more.sql'), 'create table public.more (id int);');
  expect(await migrate(urls(), folder)).toEqual(['9001_more.sql']);
  writeFileSync(join(folder, '9002_half.sql'), 'create table public.half (id int); select 1 / 0;');
  await expect(migrate(urls(), folder)).rejects.toThrow(
    /migration 9002_half.sql: division by zero/,
  );
  expect(await ask("select to_regclass('public.half') as half")).toEqual([{ half: null }]);
});

test('history that was rewritten, or is not ours, is refused', async () => {
  await migrate(urls(), folder);
  const [first] = readdirSync(folder).sort();
  writeFileSync(join(folder, first!), 'select 1;');
  await expect(migrate(urls(), folder)).rejects.toMatchObject({ reason: 'database_unfit' });
  rmSync(join(folder, first!));
  await expect(migrate(urls(), folder)).rejects.toThrow(/newer than this program/);
});

test('the application may neither own a table nor pass row-level security', async () => {
  await migrate(urls(), folder);
  expect(
    await ask(`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
      has_database_privilege(rolname, current_database(), 'create') as may_create
      from pg_roles where rolname = 'quandian_app'`),
  ).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      may_create: false,
    },
  ]);
  expect(
    await ask(`select distinct n.nspname as schema from pg_class c
      join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
      where r.rolname = 'quandian_app' and c.relkind = 'r'`),
  ).toEqual([{ schema: 'graphile_worker' }]);
});

test('db/schema.sql says what the migrations make, db/personal.json what is personal in it', async () => {
  const house = await openHouse();
  const [found, columns] = await Promise.all([
    snapshotOf(house.owner),
    wordyColumns(house.owner),
  ]).finally(() => house.close());
  expect(found).toBe(readFileSync(join(SHIPPED, '../schema.sql'), 'utf8'));
  expect(findings(columns, readMap()), 'classes: docs/privacy.md').toEqual([]);
});

/** Lets everybody in, and answers every question with one number. */
async function pretend(version: number) {
  const part = (kind: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(kind), length, body]);
  };
  const ready = part('Z', Buffer.from('I'));
  const column = Buffer.concat([Buffer.from('\0\x01v\0'), Buffer.alloc(18)]);
  column.writeInt32BE(23, 10); // integer
  const text = String(version);
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, text.length]), Buffer.from(text)]);
  const answer = [part('T', column), part('D', row), part('C', Buffer.from('SELECT 1\0')), ready];
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([part('R', Buffer.alloc(4)), ready]));
      socket.on('data', (asked) => asked[0] === 0x51 && socket.write(Buffer.concat(answer)));
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, url: `postgres://a@127.0.0.1:${(server.address() as AddressInfo).port}/a` };
}

test('a database older than 15 is refused in one line, 15 is welcome', async () => {
  const old = await pretend(140_012);
  await expect(signIn(old.url)).rejects.toThrow(/PostgreSQL 14/);
  old.server.close();
  const oldest = await pretend(150_000);
  await signIn(oldest.url).then((client) => client.end());
  oldest.server.close();
});
