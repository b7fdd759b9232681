/**
 * Bonds through their doors on a real database: the race, the protection, the expiry, the merge.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seatPeople, type People } from '../../../test/cast-people.ts';
import { openHouse, type House } from '../../../test/house.ts';
import type { MemberId, StaffId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { newUuid } from '../../platform/uuid.ts';
import * as belonging from './belonging.ts';

const TERMS = { version: 1, protectDays: 30, expireDays: 180 };
const DAY = 86_400_000;
let house: House;
let people: People;
beforeEach(async () => {
  house = await openHouse();
  people = await seatPeople(house.owner);
});
afterEach(() => house.close());

const write = <T>(work: (tx: Tx) => Promise<T> | T) =>
  house.db.transaction(people.merchant, async (tx) => work(tx));
const ownersOf = (member: MemberId) =>
  house.db.reading(people.merchant, async (reader) =>
    belonging.ownersIn(await belonging.openPeriods(reader, member), 180, reader.now),
  );
const historyOf = (member: MemberId) =>
  house.db.reading(people.merchant, (reader) => belonging.historyOf(reader, member));
const verbs = async (member: MemberId) => (await historyOf(member)).map((each) => each.verb);
const signUp = (member: MemberId, guide: StaffId | null) =>
  write((tx) =>
    belonging.bindAtSignUp(tx, { member, outlet: people.lakeside, guide, reason: 'link' }, TERMS),
  );
const serve = (member: MemberId, guide: StaffId) =>
  write((tx) => belonging.served(tx, { member, guide, order: newUuid(house.clock.now()) }, TERMS));

test('[D2] a new member has a home outlet and, by her link, a guide protected for 30 days', async () => {
  await signUp(people.wu, people.lin);
  const owners = await ownersOf(people.wu);
  expect(owners.homeOutlet).toEqual({ id: people.lakeside, policyVersion: 1 });
  expect(owners.homeGuide).toMatchObject({
    id: people.lin,
    boundAt: '2026-03-14T04:00:00.000Z',
    protectedUntil: '2026-04-13T04:00:00.000Z',
    expiresAt: '2026-09-10T04:00:00.000Z',
  });
});

test('[D2] attack-25: two guides bind one member at once: one bond, a linear history', async () => {
  for (let round = 0; round < 5; round += 1) {
    const member = [people.chen, people.wu, people.sun][round % 3]!;
    house.clock.advance(200 * DAY);
    const racers = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? people.lin : people.zhou));
    const answers = await Promise.allSettled(
      racers.map((guide) =>
        write((tx) =>
          belonging.bind(tx, { member, guide, source: 'scan', reason: 'customer QR' }, TERMS),
        ),
      ),
    );
    const bound = answers.filter((each) => each.status === 'fulfilled' && each.value === 'bound');
    expect(bound).toHaveLength(1);
    const codes = answers.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    );
    expect(new Set(codes)).toEqual(new Set(['belonging.bound_to_another']));
    const { rows } = await house.owner.query(
      'select count(*)::int as n from belonging.period where member_id = $1 and upper_inf(during)',
      [member],
    );
    expect(rows[0].n).toBe(1);
    const history = await historyOf(member);
    history.slice(1).forEach((event, i) => expect(event.from).toBe(history[i]!.to));
  }
});

test('[D2] protection holds off another guide; after it her order takes the bond over', async () => {
  await signUp(people.wu, people.lin);
  house.clock.advance(29 * DAY);
  expect(await serve(people.wu, people.zhou)).toBe('keep');
  expect(await serve(people.wu, people.lin)).toBe('renew');
  house.clock.advance(29 * DAY);
  expect(await serve(people.wu, people.zhou)).toBe('keep'); // renewed: 30 days from that order
  house.clock.advance(2 * DAY);
  expect(await serve(people.wu, people.zhou)).toBe('snatch');
  expect((await ownersOf(people.wu)).homeGuide?.id).toBe(people.zhou);
  expect(await verbs(people.wu)).toEqual(['bind', 'bind', 'protect', 'snatch']);
});

test('[D2] after 180 days without order or talk the bond is gone, read by time alone', async () => {
  await signUp(people.wu, people.lin);
  house.clock.advance(100 * DAY);
  await write((tx) => belonging.talked(tx, people.wu, people.lin));
  await write((tx) => belonging.talked(tx, people.wu, people.zhou)); // not hers: changes nothing
  house.clock.advance(179 * DAY);
  expect((await ownersOf(people.wu)).homeGuide?.id).toBe(people.lin);
  house.clock.advance(DAY);
  expect(await ownersOf(people.wu)).toMatchObject({
    homeGuide: null,
    homeOutlet: { id: people.lakeside },
  });
  expect(await serve(people.wu, people.zhou)).toBe('bind');
  expect(await verbs(people.wu)).toEqual(['bind', 'bind', 'expire', 'bind']);
});

test('[D2] staff transfer with a reason; the same owner again is refused', async () => {
  await signUp(people.wu, people.lin);
  house.clock.advance(DAY);
  const move = () =>
    write((tx) =>
      belonging.transfer(
        tx,
        {
          member: people.wu,
          kind: 'guide',
          to: people.zhou,
          actor: people.manager,
          reason: '换班',
        },
        TERMS,
      ),
    );
  await move();
  await expect(move()).rejects.toMatchObject({ code: 'belonging.already_there' });
  expect((await historyOf(people.wu)).at(-1)).toMatchObject({
    verb: 'transfer',
    from: people.lin,
    to: people.zhou,
    actor: people.manager,
    reason: '换班',
  });
});

test('[D2] a leaver’s customers go to her heir, with the protection that was left', async () => {
  await signUp(people.wu, people.lin);
  await signUp(people.chen, people.lin);
  house.clock.advance(10 * DAY);
  await write(async (tx) => {
    const periods = await belonging.customersOf(tx, 'guide', people.lin);
    const wish = { actor: people.manager, reason: 'left' };
    belonging.inherit(tx, periods, () => people.zhou, wish, TERMS);
  });
  expect((await ownersOf(people.wu)).homeGuide).toMatchObject({
    id: people.zhou,
    boundAt: '2026-03-14T04:00:00.000Z',
    protectedUntil: '2026-04-13T04:00:00.000Z',
  });
});

test('[D1] a merge keeps the older bond of each kind and closes all others', async () => {
  await signUp(people.wu, people.zhou);
  house.clock.advance(DAY);
  await signUp(people.chen, people.lin);
  house.clock.advance(DAY);
  await write((tx) => belonging.merge(tx, people.chen, people.wu, TERMS));
  expect(await ownersOf(people.wu)).toEqual({ homeOutlet: null, homeGuide: null });
  expect((await ownersOf(people.chen)).homeGuide).toMatchObject({
    id: people.zhou,
    boundAt: '2026-03-14T04:00:00.000Z',
  });
  const { rows } = await house.owner.query(
    'select count(*)::int as n from belonging.period where upper_inf(during)',
  );
  expect(rows[0].n).toBe(2);
});
