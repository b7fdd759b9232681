/**
 * The program as a child of the test, on a disk that counts: its own PostgreSQL with fsync on, a
 * folder that outlives kills, one small chain in it. To be killed and started again.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SetClock } from '../src/platform/clock.ts';
import { connect } from '../src/platform/db.ts';
import { openVault } from '../src/platform/secret.ts';
import { OWNER } from '../src/platform/postgres/cluster.ts';
import { HOST, seatOne, type Seated } from './cast.ts';
import { seatGoods, type CastGoods } from './cast-goods.ts';
import { NOW, type House } from './house.ts';
import { seatShoppers, type Shopper } from './shop.ts';

const HOME = join(import.meta.dirname, '../..');
const SHOPPERS = 40;
const PLENTY = 1_000_000;
/** What is committed stays in memory until the writer comes by, and it comes late. */
const FORGETFUL = { synchronous_commit: 'off', wal_writer_delay: '10s' } as const;

export interface Child {
  readonly origin: string;
  readonly shoppers: readonly Shopper[];
  readonly goods: CastGoods;
  /** The outlet whose goods are sold. */
  readonly outlet: string;
  /** Passes row-level security; of the database as it stands now. */
  lookInto<T>(look: (owner: pg.Client) => Promise<T>): Promise<T>;
  readonly as: Seated['as'];
  /** kill -9, and up again as much later. Answers how long it took to be ready. */
  killServer(laterMs?: number): Promise<number>;
  /** kill -9 of the postmaster; the server brings it back by itself. */
  killDatabase(): Promise<number>;
  /**
   * From here on a COMMIT is answered before it is on the disk: the mutant that must lose what it
   * has acknowledged, or the test of kills sees nothing.
   */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

export async function openChild(): Promise<Child> {
  const place = mkdtempSync(join(tmpdir(), 'quandian-kill-'));
  chmodSync(place, 0o755); // the user of PostgreSQL goes through it
  const folder = join(place, 'data');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  let child = launch(folder, port, NOW, ['--empty']);
  const isUp = () => answers(`${origin}/health`);
  const urlAs = (user: string, key: 'owner' | 'app'): string => {
    const keys = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'));
    return `postgres://${user}:${keys[key]}@127.0.0.1:${postmaster(folder).port}/quandian`;
  };
  const lookInto: Child['lookInto'] = async (look) => {
    const owner = new pg.Client({ connectionString: urlAs(OWNER, 'owner') });
    await owner.connect();
    return look(owner).finally(() => owner.end());
  };
  const untilUp = async (isReady: () => Promise<boolean>): Promise<number> => {
    const since = performance.now();
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error(`it does not start: code ${child.exitCode}`);
      await sleep(20);
    }
    return Math.round(performance.now() - since);
  };
  let laterMs = 0;
  const restart = (): Promise<number> => {
    // Business time goes on, also for those who were not there.
    child = launch(folder, port, NOW + laterMs + performance.now() - began, []);
    return untilUp(isUp);
  };
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };

  await untilUp(isUp);
  const { goods, shoppers, outlet, as } = await lookInto((owner) => seat(owner, urlAs));
  await kill();
  await restart(); // now that there is a chain, with the simulators that pay
  const sells = () => answers(`${origin}/api/shop/outlets`);
  return {
    origin,
    goods,
    shoppers,
    outlet,
    as,
    lookInto,
    async killServer(more = 0) {
      await kill();
      laterMs += more;
      return restart();
    },
    async killDatabase() {
      process.kill(postmaster(folder).pid, 'SIGKILL');
      await sleep(20);
      return untilUp(sells);
    },
    forget: () =>
      lookInto(async (owner) => {
        for (const [name, value] of Object.entries(FORGETFUL))
          await owner.query(`alter system set ${name} = '${value}'`);
        await owner.query('select pg_reload_conf()');
      }),
    async stop() {
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(place, { recursive: true, force: true });
    },
  };
}

async function seat(owner: pg.Client, urlAs: (user: string, key: 'app') => string) {
  const clock = new SetClock(NOW);
  const db = connect(urlAs('quandian_app', 'app'), () => clock.now());
  const house = { owner, db, clock, vault: openVault(Buffer.alloc(32)) } as unknown as House;
  try {
    const cast = await seatOne(house, { name: '邻里鲜', hosts: [HOST], seed: 1 });
    const outlet = cast.outlets.get('hupan')!;
    await owner.query('update chain.outlet set daily_capacity = null'); // hundreds in one day
    const stock = new Map([[outlet, { milk: PLENTY, eggs: PLENTY }]]);
    const { merchant, hq } = cast;
    const goods = await seatGoods(db, { merchant, hq, stock });
    const shoppers = await seatShoppers(house, { merchant, host: HOST }, SHOPPERS);
    return { goods, shoppers, outlet, as: cast.as };
  } finally {
    await db.close();
  }
}

function launch(folder: string, port: number, nowMs: number, flags: readonly string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(HOME, 'server/src/main.ts'), ...flags],
    {
      env: {
        PATH: process.env.PATH,
        PORT: `${port}`,
        DATA_DIR: folder,
        CLOCK_START: new Date(nowMs).toISOString(),
        LOG_LEVEL: 'silent',
        TRUST_PROXY: '1', // a crowd behind one address would be counted as one
        LAUNCHER_STREAM: '3', // it goes when we go
      },
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    },
  );
  child.stdio[3]!.on('error', () => {});
  return child;
}

function postmaster(folder: string): { readonly pid: number; readonly port: number } {
  const lines = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

let asked = 0;
/** As from somewhere else each time. */
export const from = (nth: number) => ({
  'x-forwarded-for': `10.0.${(nth >> 8) % 256}.${nth % 256}`,
});
const answers = (url: string): Promise<boolean> =>
  fetch(url, { headers: from((asked += 1)) }).then(
    async (answer) => (await answer.arrayBuffer(), answer.ok),
    () => false,
  );

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
