/** A crowd behind the counter: pieces that are sold and sent at once, a member moved by two. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUuid } from '../src/platform/uuid.ts';
import { openRaces, type Races } from './race.ts';
import { place, readyToOrder, type Shop } from './shop.ts';

let races: Races;
beforeAll(async () => {
  const stock = { hupan: { eggs: 1 }, wener: { eggs: 1 }, gudun: { eggs: 1 } };
  races = await openRaces({ shoppers: 12, stock });
});
afterAll(() => races.close());

const work = ({ app, cast }: Shop, path: string, payload: object) =>
  app.inject({
    method: 'POST',
    url: `/api/work/stock/${path}`,
    headers: cast.as('wang', 'workbench'),
    payload,
  });
const idNow = ({ house }: Shop): string => newUuid(house.clock.now());
/** Pieces of eggs on shelves and on the way, and pieces held. */
async function piecesOf({ house, goods }: Shop): Promise<{ all: number; held: number }> {
  const { rows } = await house.owner.query(
    `select (sum(on_hand) + coalesce((select sum((line->>'quantity')::int)
         from inventory.transfer t cross join jsonb_array_elements(t.lines) line
         where t.state = 'sent'), 0))::int as all, sum(held)::int as held
     from inventory.stock where sku_id = $1`,
    [goods.skus.eggs],
  );
  return rows[0];
}

test('attack-11: the last pieces are sold and sent away at once: none is made, lost or sold twice', () =>
  races.race(async (shop) => {
    const { goods, shoppers, outlet } = shop;
    const [sku, outletId, toOutletId] = [goods.skus.eggs, outlet('hupan'), outlet('wener')];
    const lines = [{ skuId: sku, quantity: 4 }];
    const came = await work(shop, 'receive', { id: idNow(shop), outletId, lines });
    expect(came.statusCode, came.body).toBe(204);
    const wishes = [];
    for (const who of shoppers)
      wishes.push(await readyToOrder(shop, who, outletId, [{ sku, quantity: 1 }]));
    const before = await piecesOf(shop);
    const answers = await Promise.all(
      wishes.flatMap((wish, i) => [
        place(shop, shoppers[i]!, wish),
        work(shop, 'transfers', {
          ...{ id: idNow(shop), outletId, toOutletId },
          lines: [{ skuId: sku, quantity: 1 }],
        }),
      ]),
    );
    const codes = answers.map(({ statusCode }) => statusCode);
    expect(codes.filter((code) => ![201, 204, 409].includes(code))).toEqual([]);
    const sold = codes.filter((code) => code === 201).length;
    const after = await piecesOf(shop);
    expect(after).toEqual({ all: before.all, held: before.held + sold });
  }));

test('[D2] attack-25: one member is moved to two guides by twenty at once: one bond, a linear history', () =>
  races.race(async (shop) => {
    const { app, cast, shoppers, house } = shop;
    const member = shoppers[0]!.id;
    house.clock.advance(1_000);
    const guides = [cast.person('lin'), cast.person('zhou')];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        app.inject({
          method: 'POST',
          url: `/api/console/members/${member}/transfer`,
          headers: { ...cast.as('lin-guodong'), 'idempotency-key': idNow(shop) },
          payload: { kind: 'guide', to: guides[i % 2], reason: '两人都说是她的' },
        }),
      ),
    );
    expect(answers.filter(({ statusCode }) => ![204, 409].includes(statusCode))).toEqual([]);
    expect(answers.some(({ statusCode }) => statusCode === 204)).toBe(true);
    const { rows } = await house.owner.query(
      `select from_owner_id as "from", to_owner_id as "to", (select count(*)::int
         from belonging.period p where p.member_id = e.member_id and p.kind = 'guide'
           and upper_inf(during)) as open
       from belonging.event e where member_id = $1 and kind = 'guide' order by at, id`,
      [member],
    );
    expect(rows.every(({ open }) => open === 1)).toBe(true);
    rows.slice(1).forEach((event, i) => expect(event.from).toBe(rows[i]!.to));
  }));
