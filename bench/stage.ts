/**
 * Floor and house on one database, asked in turns. The load comes from one core, the servers run on
 * the other, PostgreSQL goes where it likes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { newBase } from '../server/test/house.ts';
import { onCore, SERVERS } from './cores.ts';
import { median } from './figure.ts';
import { load, type Ask } from './load.ts';
import { growShelves, type ShelfTown } from './shelf-town.ts';

export const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const HERE = import.meta.dirname;
/** What `npm start` gives the server. */
export const AS_SHIPPED = ['--max-semi-space-size=4'];

/** From 0 up to, not including. */
export const any = (upTo: number): number => Math.floor(Math.random() * upTo);
export const oneOf = <T>(list: readonly T[]): T => list[any(list.length)]!;

/** One order of the floor, of a thousand kinds unless told. */
export const floorOrder = (kinds = 1_000): Ask => ({
  path: '/order',
  body: `{"variant":${1 + any(kinds)},"customer":${1 + any(100_000)}}`,
});

export interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

/** @param file says `ready` and its address when it listens */
export async function startServer(
  file: string,
  databaseUrl: string,
  nodeArgs: readonly string[] = [],
): Promise<Server> {
  const [command, args] = onCore(SERVERS, [process.execPath, ...nodeArgs, join(HERE, file)]);
  const child = spawn(command, args, {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout!, 'data');
  return { url: String(said).trim().replace('ready ', ''), child };
}

export interface Stage<Town> {
  readonly town: Town;
  readonly owner: pg.Client;
  readonly floor: Server;
  readonly shop: Server;
  /** Another process of the house on the same database. */
  readonly another: () => Promise<Server>;
}

/** A database that is gone afterwards. */
export async function onOwner<T>(
  play: (owner: pg.Client, appUrl: string, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const base = await newBase();
  const owner = new pg.Client({ connectionString: base.ownerUrl });
  await owner.connect();
  try {
    return await play(owner, base.appUrl, base.ownerUrl);
  } finally {
    await owner.end();
    await base.drop();
  }
}

/** @param grow fills the fresh, migrated database before anybody has looked at it */
export const onBase = <Town, T>(
  grow: (owner: pg.Client, appUrl: string) => Promise<Town>,
  play: (stage: Stage<Town>) => Promise<T>,
): Promise<T> =>
  onOwner(async (owner, appUrl, ownerUrl) => {
    const servers: Server[] = [];
    const start = async (file: string, url: string, nodeArgs?: string[]): Promise<Server> => {
      servers.push(await startServer(file, url, nodeArgs));
      return servers.at(-1)!;
    };
    try {
      const town = await grow(owner, appUrl);
      const floor = await start('floor.ts', ownerUrl);
      await owner.query('vacuum analyze');
      const another = () => start('serve.ts', appUrl, AS_SHIPPED);
      return await play({ town, owner, floor, shop: await another(), another });
    } finally {
      for (const { child } of servers) child.kill();
    }
  });

export const onStage = <T>(products: number, play: (stage: Stage<ShelfTown>) => Promise<T>) =>
  onBase((owner) => growShelves(owner, products), play);

export interface Seen {
  readonly perSecond: number;
  /** Of the server's process and of PostgreSQL's: steadier than the clock beside neighbours. */
  readonly cpuUs: { readonly node: number; readonly postgres: number };
}

/** @throws Error when anything was refused */
export async function see(
  owner: pg.Client,
  { url, child }: Server,
  shoppers: number,
  next: () => Ask,
): Promise<Seen> {
  const before = await cpuOf(owner, child);
  const { perSecond, refused, latencyMs } = await load(url, { shoppers, seconds: SECONDS, next });
  if (refused > 0) throw new Error(`${url} refused ${refused}`);
  const after = await cpuOf(owner, child);
  const each = (key: keyof Seen['cpuUs']): number =>
    Math.round((after[key] - before[key]) / latencyMs.length);
  return { perSecond, cpuUs: { node: each('node'), postgres: each('postgres') } };
}

async function cpuOf(owner: pg.Client, child: ChildProcess): Promise<Seen['cpuUs']> {
  const { rows } = await owner.query(
    `select pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  const backends = rows.map(({ pid }) => cpuUsOf(pid));
  return { node: cpuUsOf(child.pid!), postgres: backends.reduce((sum, us) => sum + us, 0) };
}

/** In user and system mode since it began, by ticks of 10 ms; 0 where there is no /proc. */
function cpuUsOf(pid: number): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return 0;
  const fields = readFileSync(path, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

export interface Pair {
  readonly floor: () => Ask;
  readonly subject: () => Ask;
  /** What a turn of the subject needs made anew, outside the time that counts. */
  readonly prepare?: () => Promise<unknown>;
}

/** After one turn to warm up and a look at the tables: medians, floor and subject in turns. */
export async function compare(
  { floor, shop, owner }: Omit<Stage<unknown>, 'town'>,
  shoppers: number,
  pair: Pair,
) {
  const ofFloor = () => see(owner, floor, shoppers, pair.floor);
  const ofSubject = async () => {
    await pair.prepare?.();
    return see(owner, shop, shoppers, pair.subject);
  };
  await ofFloor();
  await ofSubject();
  await owner.query('vacuum analyze');
  const raw: { floor: Seen; subject: Seen }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    raw.push({ floor: await ofFloor(), subject: await ofSubject() });
  const value = median(raw.map((each) => each.subject.perSecond / each.floor.perSecond));
  return { value, raw };
}
