/**
 * bar-7: the POST of a visit (resolve the link, record, answer after commit) at a million links of
 * up to ten levels, against the floor's POST of one order. Alternates the two, medians of three.
 */
import type pg from 'pg';
import { newUuid } from '../server/src/platform/uuid.ts';
import type { Figure } from './figure.ts';
import type { Ask } from './load.ts';
import { any, compare, floorOrder, onBase } from './stage.ts';

const LINKS = 1_000_000;
const ROOTS = 30_000; // × 1.5 a level: ten levels
const DEVICES = 5_000;
const SHOPPERS = 64;

/** Hexadecimal digits are Crockford's too; a multiple by an odd number keeps them all different. */
const codeOf = (i: number): string => (i * 2_654_435_761).toString(16).padStart(13, '0');
const deviceOf = (i: number): string => String(i).padStart(43, 'd');

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

const visit = (): Ask => ({
  path: '/api/shop/visits',
  cookie: `qd_device=${deviceOf(1 + any(DEVICES))}`,
  body: `{"id":"${newUuid(Date.now())}","code":"${codeOf(1 + any(LINKS))}"}`,
});
export const run = (): Promise<Figure> =>
  onBase(grow, async (stage) => {
    const pair = { floor: () => floorOrder(), subject: visit };
    const { value, raw } = await compare(stage, SHOPPERS, pair);
    const { rows } = await stage.owner.query('select count(*)::int as kept from sharing.visit');
    const kept = rows[0].kept;
    return { id: 'bar-7', value, unit: '× floor', must: 0.8, aim: 1.5, raw: { kept, rounds: raw } };
  });
