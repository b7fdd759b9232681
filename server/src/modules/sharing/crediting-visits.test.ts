/** Which visits may earn the credit, asked of a real database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putLink, putVisit, seatPeople, type People } from '../../../test/cast-people.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { before, days, instantAt } from '../../kernel/time.ts';
import type { MemberId } from '../../kernel/id.ts';
import * as sharing from './sharing.ts';

let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse();
  people = await seatPeople(house.owner);
});
afterAll(() => house.close());

const visitsOf = (member: MemberId) =>
  house.db.reading(people.merchant, (reader) =>
    sharing.creditingVisits(reader, member, before(instantAt(NOW), days(7))),
  );

test('[C1] the visits of seven days stand newest first, one a link, with what the link froze', async () => {
  const root = await putLink(house.owner, people, { by: people.lin, group: people.group });
  const child = await putLink(house.owner, people, { by: people.chen, parent: root });
  await putVisit(house.owner, people, { member: people.wu, code: root, days: -8 });
  await putVisit(house.owner, people, { member: people.wu, code: root, days: -3 });
  await putVisit(house.owner, people, { member: people.wu, code: child, days: -2 });
  const last = await putVisit(house.owner, people, { member: people.wu, code: child, days: -1 });
  await putVisit(house.owner, people, { member: people.wu, days: -0.1 });
  const { visits, lastEntry } = await visitsOf(people.wu);
  expect(visits.map((each) => each.opened)).toEqual([child, root]);
  expect(visits[0]).toMatchObject({
    id: last,
    link: {
      code: child,
      sharerKind: 'member',
      sharer: people.chen,
      guide: people.lin,
      sharer1: people.chen,
      sharer2: null,
      parent: root,
      root,
      depth: 2,
      group: people.group,
      domain: 'private',
    },
  });
  expect(lastEntry).toMatchObject({ entry: 'direct', domain: 'private' });
});

test('[F9] her own link counts as its nearest ancestor with another sharer, or not at all', async () => {
  const root = await putLink(house.owner, people, { by: people.lin });
  const chens = await putLink(house.owner, people, { by: people.chen, parent: root });
  const own = await putLink(house.owner, people, { by: people.sun, parent: chens });
  const ownAgain = await putLink(house.owner, people, { by: people.sun, parent: own });
  const ownRoot = await putLink(house.owner, people, { by: people.sun });
  await putVisit(house.owner, people, { member: people.sun, code: ownAgain, days: -2 });
  await putVisit(house.owner, people, { member: people.sun, code: ownRoot, days: -1 });
  const { visits } = await visitsOf(people.sun);
  expect(visits.map((each) => [each.opened, each.link?.code ?? null])).toEqual([
    [ownRoot, null],
    [ownAgain, chens],
  ]);
});

test('[D1] visits and links of a merged member are the survivor’s', async () => {
  const { chen, sun } = people;
  const root = await putLink(house.owner, people, { by: people.lin });
  const suns = await putLink(house.owner, people, { by: sun, parent: root });
  await putVisit(house.owner, people, { member: sun, code: suns, days: -0.5 });
  await house.owner.query('insert into sharing.merged values ($1, $2, $3, $4)', [
    people.merchant,
    sun,
    chen,
    new Date(NOW),
  ]);
  const { visits } = await visitsOf(chen);
  expect(visits[0]).toMatchObject({ opened: suns, link: { code: root, sharer: people.lin } });
});
