/** Floor and shop on one database, asked in turns: what the reading benchmarks share. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { newBase } from '../server/test/house.ts';
import { load, type Ask } from './load.ts';
import { growShelves, type ShelfTown } from './shelf-town.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 3;
const HERE = import.meta.dirname;

export const median = (of: readonly number[]): number =>
  of.toSorted((a, b) => a - b)[of.length >> 1]!;
export const any = (upTo: number): number => Math.floor(Math.random() * upTo);

export async function startServer(file: string, url: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(HERE, file)], {
    env: { ...process.env, DATABASE_URL: url, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

export interface Stage {
  readonly town: ShelfTown;
  readonly floorUrl: string;
  readonly shopUrl: string;
}

export async function onStage<T>(
  products: number,
  port: number,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const base = await newBase();
  const owner = new pg.Client({ connectionString: base.ownerUrl });
  await owner.connect();
  const children: ChildProcess[] = [];
  try {
    const town = await growShelves(owner, products);
    children.push(await startServer('floor.ts', base.ownerUrl, port));
    await owner.query('vacuum analyze');
    children.push(await startServer('serve.ts', base.appUrl, port + 1));
    const [floorUrl, shopUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
    return await play({ town, floorUrl, shopUrl });
  } finally {
    for (const child of children) child.kill();
    await owner.end();
    await base.drop();
  }
}

async function rate(url: string, shoppers: number, next: () => Ask): Promise<number> {
  const { perSecond, refused } = await load(url, { shoppers, seconds: SECONDS, next });
  if (refused > 0) throw new Error(`${url} refused ${refused}`);
  return perSecond;
}

/** Medians of three rounds after one to warm up, floor and subject in turns. */
export async function compare(
  { floorUrl, shopUrl }: Stage,
  shoppers: number,
  floor: () => Ask,
  subject: () => Ask,
) {
  await rate(floorUrl, shoppers, floor);
  await rate(shopUrl, shoppers, subject);
  const raw: { floor: number; subject: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    raw.push({
      floor: await rate(floorUrl, shoppers, floor),
      subject: await rate(shopUrl, shoppers, subject),
    });
  return { value: median(raw.map((each) => each.subject / each.floor)), raw };
}
