/**
 * bar-7: the POST of a visit (resolve the link, record, answer after commit) at a million links of
 * up to ten levels, against the floor's POST of one order. Alternates the two, medians of three.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { newBase } from '../server/test/house.ts';
import { newUuid } from '../server/src/platform/uuid.ts';
import { load, type Ask } from './load.ts';

const LINKS = 1_000_000;
const ROOTS = 30_000; // × 1.5 a level: ten levels
const DEVICES = 5_000;
const SHOPPERS = 64;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 3;
const HERE = import.meta.dirname;

/** Hexadecimal digits are Crockford's too; a multiple by an odd number keeps them all different. */
const codeOf = (i: number): string => (i * 2_654_435_761).toString(16).padStart(13, '0');
const deviceOf = (i: number): string => String(i).padStart(43, 'd');
const median = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[of.length >> 1]!;

async function grow(owner: pg.Client): Promise<void> {
  await owner.query(`
    insert into platform.merchant (id, name, made_at)
      values ('00000000-0000-7000-8000-0000000000aa', 'bench', now());
    insert into platform.version (merchant_id) values ('00000000-0000-7000-8000-0000000000aa');
    insert into chain.node (merchant_id, id, parent_id, kind, name, path, made_at) values
      ('00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-000000000001', null, 'hq',
        'hq', '{00000000-0000-7000-8000-000000000001}', now()),
      ('00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-000000000002',
        '00000000-0000-7000-8000-000000000001', 'outlet', 'outlet',
        '{00000000-0000-7000-8000-000000000001,00000000-0000-7000-8000-000000000002}', now());
    insert into chain.outlet (merchant_id, id, kind, short_name, address, lat, lng, opened_at)
      values ('00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-000000000002',
        'store', 'outlet', '', 30.28, 120.1, now())`);
  for (let depth = 1, from = 1, to = ROOTS; from <= LINKS; depth += 1) {
    await owner.query(
      `insert into sharing.link (merchant_id, code, sharer_kind, sharer_id, outlet_id, target_kind,
         target_id, parent_code, root_code, depth, domain, sharer_1_id, made_at)
       select '00000000-0000-7000-8000-0000000000aa', lpad(to_hex(i * 2654435761), 13, '0'),
         'member', gen_random_uuid(), '00000000-0000-7000-8000-000000000002', 'outlet',
         '00000000-0000-7000-8000-000000000002',
         case when $1 > 1 then lpad(to_hex((i * 2 / 3) * 2654435761), 13, '0') end,
         lpad(to_hex(i % $4 * 2654435761), 13, '0'), $1, 'private', gen_random_uuid(), now()
       from generate_series($2::bigint, $3::bigint) i`,
      [depth, from, Math.min(to, LINKS), ROOTS],
    );
    from = to + 1;
    to = Math.floor(to * 1.5);
  }
}

async function start(file: string, url: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(HERE, file)], {
    env: { ...process.env, DATABASE_URL: url, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

async function rate(url: string, next: () => Ask): Promise<number> {
  const { perSecond, refused } = await load(url, { shoppers: SHOPPERS, seconds: SECONDS, next });
  if (refused > 0) throw new Error(`${url} refused ${refused}`);
  return perSecond;
}

const any = (upTo: number): number => 1 + Math.floor(Math.random() * upTo);
const visit = (): Ask => ({
  path: '/api/shop/visits',
  cookie: `qd_device=${deviceOf(any(DEVICES))}`,
  body: `{"id":"${newUuid(Date.now())}","code":"${codeOf(any(LINKS))}"}`,
});
const order = (): Ask => ({
  path: '/order',
  body: `{"variant":${any(1_000)},"customer":${any(100_000)}}`,
});

export async function bar7(port = 8_160) {
  const base = await newBase();
  const owner = new pg.Client({ connectionString: base.ownerUrl });
  await owner.connect();
  const children: ChildProcess[] = [];
  try {
    await grow(owner);
    children.push(await start('floor.ts', base.ownerUrl, port));
    children.push(await start('serve.ts', base.appUrl, port + 1));
    const [floorUrl, ourUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
    await Promise.all([rate(floorUrl, order), rate(ourUrl, visit)]);
    await owner.query('vacuum analyze');
    const raw: { floor: number; visits: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      raw.push({ floor: await rate(floorUrl, order), visits: await rate(ourUrl, visit) });
    const { rows } = await owner.query('select count(*)::int as kept from sharing.visit');
    const ratio = median(raw.map((each) => each.visits / each.floor));
    return { id: 'bar-7', ratio, must: 0.8, aim: 1.5, raw, kept: rows[0].kept };
  } finally {
    for (const child of children) child.kill();
    await owner.end();
    await base.drop();
  }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await bar7(), null, 1));
