/** The chain over the trail: any line changed, dropped, slipped in, any block remade, is found. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from '../../test/house.ts';
import { HOST, seatChain, type ChainCast } from '../../test/cast.ts';
import { buildApp } from '../app.ts';
import { checkAuditTrail } from '../flows/check-trail.ts';
import { audit, SYSTEM } from './audit.ts';
import { checkTrail, sealTrail } from './audit-chain.ts';

let house: House;
let cast: ChainCast;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
});
afterAll(() => house.close());

const note = (count: number, verb = 'test.done') =>
  house.db.transaction(cast.merchant, async (tx) => {
    for (let i = 0; i < count; i += 1)
      audit(tx, SYSTEM, { verb, object: { kind: 'test', id: String(i) }, facts: { i, a: 'b' } });
  });
/** A block waits for every transaction that began before, also those of other databases here. */
async function sealAll(): Promise<void> {
  const open = `select count(*)::int as n from platform.audit a where merchant_id = $1 and xid >=
    coalesce((select max(below_xid) from platform.audit_block where merchant_id = $1), '0')`;
  for (;;) {
    await Promise.all([sealTrail(house.db, cast.merchant), sealTrail(house.db, cast.merchant)]);
    const { rows } = await house.owner.query(open, [cast.merchant]);
    if (rows[0].n === 0) return;
  }
}
const look = () => house.db.reading(cast.merchant, checkTrail);

test('[G5] blocks follow each other, also when two close at once; nothing new, no block', async () => {
  for (let i = 0; i < 3; i += 1) {
    await note(40);
    await sealAll();
  }
  const { no, broken, hash, lines } = await look();
  expect([broken, hash.length]).toEqual([[], 64]);
  await sealTrail(house.db, cast.merchant);
  expect(await look()).toEqual({ no, broken: [], hash, lines });
  const rival = await house.db.reading(cast.rival.merchant, checkTrail);
  expect(rival.no).toBe(0); // each merchant has a chain of her own
});

const SOME = `merchant_id = $1 and verb = 'test.done' and object_id = '7'`;
const OLDEST = `(select min(no) from platform.audit_block where merchant_id = $1)`;
test.each([
  ['a fact changed', `update platform.audit set facts = '{"i": 8}' where ${SOME}`],
  ['an actor changed', `update platform.audit set actor_id = gen_random_uuid() where ${SOME}`],
  ['a moment later', `update platform.audit set at = at + interval '1 microsecond' where ${SOME}`],
  ['a line dropped', `delete from platform.audit where ${SOME}`],
  [
    'a line slipped in',
    `insert into platform.audit (merchant_id, id, actor_kind, verb, object_kind, object_id, at, xid)
     select merchant_id, gen_random_uuid(), actor_kind, verb, object_kind, '99', at, xid
     from platform.audit where ${SOME} limit 1`,
  ],
  ['a block dropped', `delete from platform.audit_block where no = ${OLDEST} + 1`],
  ['a hash remade', `update platform.audit_block set hash = repeat('0', 64) where no = ${OLDEST}`],
])('[G5] %s is found', async (_, lie) => {
  const { owner } = house;
  expect((await look()).broken).toEqual([]);
  await owner.query('create table public.kept_audit as table platform.audit');
  await owner.query('create table public.kept_block as table platform.audit_block');
  await owner.query(lie, lie.includes('$1') ? [cast.merchant] : []);
  expect((await look()).broken.length).toBeGreaterThan(0);
  await owner.query('truncate platform.audit, platform.audit_block');
  await owner.query('insert into platform.audit table public.kept_audit');
  await owner.query('insert into platform.audit_block table public.kept_block');
  await owner.query('drop table public.kept_audit, public.kept_block');
});

test('[G5] the application cannot edit the trail, and a broken chain is a line and an event', async () => {
  const app = house.db.transaction(cast.merchant, async (tx) => {
    await tx.ask(
      { name: 'test.edit', text: 'delete from platform.audit', params: [], columns: [] },
      {},
    );
  });
  await expect(app).rejects.toThrow(/permission denied/);
  await house.owner.query(`update platform.audit set verb = 'test.else' where ${SOME}`, [
    cast.merchant,
  ]);
  const { broken } = await checkAuditTrail(house.db, cast.merchant);
  expect(broken.length).toBeGreaterThan(0);
  const { rows } = await house.owner.query(
    `select facts from platform.audit where verb = 'platform.trail_broken'`,
  );
  expect(rows).toEqual([{ facts: { blocks: broken } }]);
});

test('[G5] the trail is searched by words, whatever their case, and no sign is a joker', async () => {
  const app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  await note(1, 'test.Rare_word');
  const find = async (text: string) => {
    const headers = { ...cast.as('lin-guodong'), host: HOST };
    const url = '/api/console/audit';
    return (await app.inject({ url, query: { text }, headers })).json().items.length;
  };
  expect([await find('rare_WORD'), await find('rare%word'), await find('赵一诺')]).toEqual([
    1, 0, 0,
  ]);
  await app.close();
});
