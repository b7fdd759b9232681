/** What is kept for a while only: each rule on the clock, a row too old beside one too young. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RETENTION, tidyUp } from '../src/flows/tidy-up.ts';
import { runDue } from '../src/run-due.ts';
import { openShop, type Shop } from './shop.ts';

const DAY_MS = 86_400_000;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

type Plant = (at: Date, tag: string) => readonly [sql: string, values: readonly unknown[]];
/** Puts a row whose time was over at that instant. */
const PLANTS: Readonly<Record<string, Plant>> = {
  'members.codes': (at, tag) => [
    "insert into members.code values ($1, $2, 'sign_in', 'x', $3, $3)",
    [tag, at],
  ],
  'members.sessions': (at, tag) => [
    'insert into members.session values ($1, $2, $4, null, $3, $3)',
    [tag, at, shop.shoppers[0]!.id],
  ],
  'members.devices': (at, tag) => ['insert into members.device values ($1, $2, $3, $3)', [tag, at]],
  'members.notices': (at, tag) => [
    `insert into members.notice (merchant_id, id, member_id, kind, ref, at)
     values ($1, gen_random_uuid(), $4, 'test', $2, $3)`,
    [tag, at, shop.shoppers[0]!.id],
  ],
  'members.consents': (at, tag) => [
    `insert into members.consent values ($1, gen_random_uuid(), $4, 'profiling', $2, '1', 'me', $3,
       $3, 'me')`,
    [tag, at, shop.shoppers[0]!.id],
  ],
  'chain.sessions': (at, tag) => [
    `insert into chain.staff_session (merchant_id, token_hash, staff_id, app, made_at, seen_at,
       ends_at) values ($1, $2, $4, 'console', $3, $3, $3)`,
    [tag, at, shop.cast.person('wei')],
  ],
  'imports.rows': (at, tag) => [
    `with i as (insert into imports.import (merchant_id, id, kind, file_name, state, made_by,
         made_at, done_at) values ($1, gen_random_uuid(), 'members', $2, 'done', $4, $3, $3)
       returning id)
     insert into imports.row (merchant_id, import_id, line, cells, state)
     select $1, id, 2, '[]', 'bad' from i`,
    [tag, at, shop.cast.person('zhao')],
  ],
  'orders.carts': (at, tag) => [
    `insert into orders.cart (merchant_id, id, device_hash, outlet_id, at)
     values ($1, gen_random_uuid(), $2, $4, $3)`,
    [tag, at, shop.outlet('hupan')],
  ],
  'orders.contacts': (at, tag) => [
    `insert into orders.order (merchant_id, id, number, member_id, outlet_id, way, state, wish_hash,
       place_lat, place_lng, contact_enc, gross_fen, discount_fen, freight_fen, payable_fen,
       selling_closed, quote, placed_at, pay_by)
     values ($1, gen_random_uuid(), $2, $4, $5, 'pickup', 'settled', 'x', 0, 0, 'sealed', 1, 0, 0, 1,
       false, '{}', $3, $3)`,
    [tag, at, shop.shoppers[0]!.id, shop.outlet('hupan')],
  ],
  'platform.answers': (at, tag) => [
    `insert into platform.idempotency values ($1, 'test', $2, 'x', 200, '{}', $3)`,
    [tag, at],
  ],
  'platform.quotas': (at, tag) => ['insert into platform.quota values ($1, $2, $3, 1)', [tag, at]],
  'sharing.places': (at, tag) => [
    `insert into sharing.visit (merchant_id, id, entry, domain, outlet_id, at, ip_class)
     values ($1, gen_random_uuid(), 'direct', 'private', $4, $3, $2)`,
    [tag, at, shop.outlet('hupan')],
  ],
  'webhooks.deliveries': (at, tag) => [
    `with e as (insert into webhooks.endpoint (merchant_id, id, url, events, secret_enc, made_at)
         values ($1, gen_random_uuid(), 'https://' || $2, '{}', 'x', $3) returning id)
     insert into webhooks.delivery (merchant_id, endpoint_id, event_id, state, due_at, done_at)
     select $1, id, gen_random_uuid(), 'done', $3, $3 from e`,
    [tag, at],
  ],
};

test('[D11] what is kept for a while only goes when its time is over, and not before', async () => {
  const { house, cast } = shop;
  const nowMs = house.clock.now();
  await tidyUp(house.db, cast.merchant); // what the house itself has left already
  for (const { rule, days } of RETENTION)
    for (const [tag, ms] of [
      ['old', days * DAY_MS + 60_000],
      ['young', days * DAY_MS - 60_000],
    ] as const) {
      const [sql, values] = PLANTS[rule]!(new Date(nowMs - ms), tag);
      await house.owner.query(sql, [cast.merchant, ...values]);
    }
  const removed = await tidyUp(house.db, cast.merchant);
  expect(removed).toEqual(Object.fromEntries(RETENTION.map(({ rule }) => [rule, 1])));
  house.clock.set(nowMs + 120_000);
  const later = await tidyUp(house.db, cast.merchant);
  expect(later).toEqual(removed); // the young ones, two minutes on
  const { rows } = await house.owner.query(
    'select count(*)::integer as rules, sum(removed)::integer as removed from platform.retention',
  );
  expect(rows[0].rules).toBe(RETENTION.length);
  expect(rows[0].removed).toBeGreaterThanOrEqual(2 * RETENTION.length);
});

test('[D11] it comes by itself each night', async () => {
  const { house, cast } = shop;
  const due = async () =>
    (
      await house.owner.query(
        "select due_at from platform.timer where kind = 'platform.tidy_up' and merchant_id = $1",
        [cast.merchant],
      )
    ).rows[0].due_at.getTime();
  const first = await due();
  house.clock.set(first);
  await runDue(house);
  expect((await due()) - first).toBe(DAY_MS);
});

test('[D11] docs/privacy.md tells the same rules', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
  for (const { rule, days } of RETENTION)
    expect(page).toMatch(new RegExp(`^\\| \`${rule}\` \\| ${days}[, ]`, 'm'));
});
