/** The demo's people and places: as many as promised, where they should be, the same each time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, NOW, type House } from '../../server/test/house.ts';
import { isOpenAt, opensAt } from '../../server/src/kernel/hours.ts';
import type { MerchantId } from '../../server/src/kernel/id.ts';
import { metresBetween } from '../../server/src/kernel/geo.ts';
import { addDays, atMinute, dayOf, instantAt, weekdayOf } from '../../server/src/kernel/time.ts';
import { signInStaff } from '../../server/src/flows/sign-in-staff.ts';
import * as chain from '../../server/src/modules/chain/chain.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import { GROUPS } from './complexes.ts';
import { settleChain, type SettledChain } from './settle.ts';

const today = dayOf(instantAt(NOW));
let house: House;
let world: SettledChain;
let standing: chain.Directory;
beforeAll(async () => {
  house = await openHouse();
  const merchant = newUuid(NOW) as MerchantId;
  world = await settleChain(house.db, { merchant, seed: 7, today });
  standing = await house.db.reading(merchant, chain.directory);
});
afterAll(() => house.close());

const outletOf = (key: string) => standing.outlet(world.outlets.get(key)!)!;

test('[A1] two dealers, twelve outlets of which two are partners, and everyone who works there', () => {
  const roles = [...world.staff.values()].flatMap((each) => each.roles);
  const count = (role: chain.Role) => roles.filter((each) => each === role).length;
  expect({
    nodes: standing.nodes.size,
    outlets: standing.outlets.length,
    partners: standing.outlets.filter(({ kind }) => kind === 'partner').length,
    guides: count('guide'),
    creators: count('creator'),
    storeManagers: count('store_manager'),
    complexes: world.complexes.length,
  }).toEqual({
    nodes: 15,
    outlets: 12,
    partners: 2,
    guides: 30,
    creators: 5,
    storeManagers: 12,
    complexes: 40,
  });
  for (const [complex, guide] of GROUPS) {
    expect(world.staff.has(guide), guide).toBe(true);
    expect(world.complexes.some(({ name }) => name === complex)).toBe(true);
    expect(world.groups).toContainEqual(expect.objectContaining({ complex, guide }));
  }
});

test('[B9] from 湖畔花园 the outlets lie as far as the first story tells', () => {
  const garden = world.complexes.find(({ name }) => name === '湖畔花园')!;
  const km = (key: string) => Math.round(metresBetween(garden, outletOf(key).place) / 100) / 10;
  expect(['hupan', 'wener', 'gudun', 'cuiyuan', 'jiangcun', 'shenhua'].map(km)).toEqual([
    0.4, 1.2, 1.9, 2.6, 3.1, 5.8,
  ]);
  expect(standing.outletServing(garden)!.name).toBe('湖畔店');
});

test('[A2] at 22:40 湖畔店 is shut till seven; one is open past midnight, one rests on Mondays', () => {
  const evening = atMinute(today, 22 * 60 + 40);
  const { hours } = outletOf('hupan');
  expect(isOpenAt(hours, evening)).toBe(false);
  expect(opensAt(hours, evening)).toBe(atMinute(addDays(today, 1), 420));
  expect(weekdayOf(today)).toBe(6);
  expect(isOpenAt(outletOf('xiasha').hours, atMinute(today, 25 * 60 + 59))).toBe(true);
  expect(isOpenAt(outletOf('xiasha').hours, atMinute(today, 26 * 60))).toBe(false);
  const monday = addDays(today, 2);
  expect(isOpenAt(outletOf('shenhua').hours, atMinute(monday, 720))).toBe(false);
  expect(isOpenAt(outletOf('hupan').hours, atMinute(monday, 720))).toBe(true);
  const newYear = atMinute('2026-01-01' as typeof today, 600);
  expect(isOpenAt(outletOf('cuiyuan').hours, newYear)).toBe(false);
});

test('[D1] the printed sign-ins work, and are new in each installation', async () => {
  const again = await openHouse();
  const twin = await settleChain(again.db, { merchant: world.merchant, seed: 7, today });
  await again.close();
  expect([...twin.outlets]).toEqual([...world.outlets]);
  expect([...twin.staff]).toEqual([...world.staff]);
  expect(twin.complexes).toEqual(world.complexes);
  expect(twin.signIns.map(({ login }) => login)).toEqual(world.signIns.map(({ login }) => login));
  expect(twin.signIns[0]!.password).not.toBe(world.signIns[0]!.password);
  for (const { login, password, app } of world.signIns) {
    const at = { ip: '::1', ipClass: '', device: 'd', deviceLabel: '', former: null };
    const wish = { merchant: world.merchant, ...at, code: null, trust: false };
    const { token } = await signInStaff(house, { ...wish, login, password, app });
    expect(token).toHaveLength(43);
  }
});
