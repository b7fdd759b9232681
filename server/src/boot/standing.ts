/**
 * What stands in the database decides what this start is: the demo chain, somebody's own, or a
 * set-up page. The demo never runs where others could reach it, nor beside a chain in earnest.
 */
import { isLoopback, type Config } from '../platform/config.ts';
import { Halt } from '../platform/halt.ts';
import { signIn } from '../platform/migrate.ts';

export type Mode = 'demo' | 'own' | 'set_up';

export interface Standing {
  readonly merchants: number;
  readonly demos: number;
  readonly productions: number;
}

export async function readStanding(ownerUrl: string): Promise<Standing> {
  const client = await signIn(ownerUrl);
  try {
    const { rows } = await client.query<Standing>(`select count(*)::int as merchants,
      count(demo_seed)::int as demos, (count(*) filter (where production))::int as productions
      from platform.merchant`);
    return rows[0]!;
  } finally {
    await client.end();
  }
}

/** @throws Halt `demo_not_allowed` */
export function modeOf(standing: Standing, config: Config): Mode {
  const { merchants, demos, productions } = standing;
  if (config.empty && demos > 0) {
    throw no('这里已有演示数据，请加 --reset 或换一个 DATA_DIR', 'a demo is here: add --reset');
  }
  const demo = demos > 0 || (merchants === 0 && !config.empty);
  if (demo && productions > 0) {
    throw no('数据库里有正式商户，不能运行演示', 'no demo beside a merchant in production');
  }
  if (demo && !isLoopback(config.host)) {
    throw no(
      `演示只能在本机使用，HOST 不能是 ${config.host}`,
      'a demo listens on 127.0.0.1 only; use --empty for a chain of your own',
    );
  }
  if (productions > 0 && config.clockStart !== undefined) {
    throw no('正式商户不能使用 CLOCK_START', 'no CLOCK_START for a merchant in production');
  }
  return demo ? 'demo' : merchants === 0 ? 'set_up' : 'own';
}

const no = (zh: string, en: string): Halt => new Halt('demo_not_allowed', zh, en);
