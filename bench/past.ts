/**
 * The past of a chain, by SQL: members who belong somewhere and are signed in, links up to ten
 * levels deep, visits of this week, orders that were settled. Written without the row by row checks
 * of foreign keys: whatever is referred to here is written here.
 */
import type pg from 'pg';

export interface Past {
  readonly members: number;
  readonly orders: number;
  readonly links: number;
}

const LEVELS = 10;
/** The noun's own first digits, then its number: dense, as ids made in their order are. */
const idOf = (noun: string, i: string): string =>
  `('019a${noun}-0000-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;
export const memberId = (i: number): string =>
  `019a0001-0000-7000-8000-${i.toString(16).padStart(12, '0')}`;
const member = (i: string): string => idOf('0001', i);
const order = (i: string): string => idOf('0002', i);
const guide = (i: string): string => idOf('0003', i);
const visit = (i: string): string => idOf('0004', i);
/** Hexadecimal digits are Crockford's too. */
const code = (i: string): string => `lpad(to_hex(${i} * 1000003::bigint), 13, '0')`;

export async function growPast(owner: pg.Client, hashes: readonly string[], past: Past) {
  await owner.query("set session_replication_role = 'replica'");
  await owner.query(`
    create temporary table m as select id from platform.merchant;
    create temporary table o as
      select (row_number() over (order by id))::int - 1 as n, id from chain.outlet;
    create temporary table k as select (row_number() over (order by id))::int - 1 as n, id,
      product_id from catalog.sku;
    analyze o; analyze k`);
  await owner.query(guidesAnd(past));
  await owner.query(
    `insert into members.session (merchant_id, token_hash, member_id, device_hash, made_at, ends_at)
     select m.id, h, ${member('n - 1')}, md5('d' || n), now(), now() + interval '300 days'
     from m, unnest($1::text[]) with ordinality as u(h, n)`,
    [hashes],
  );
  await owner.query(linksAndVisits(past));
  await owner.query(ordersOf(past));
  await owner.query(partsOfOrders(past));
  await owner.query("set session_replication_role = 'origin'");
}

const guidesAnd = ({ members }: Past): string => `
  insert into chain.staff (merchant_id, id, name, login, outlet_id, made_at)
    select m.id, ${guide('o.n')}, 'guide', 'guide' || o.n, o.id, now() from m, o;
  insert into chain.staff_grant (merchant_id, staff_id, node_id, role, granted_at)
    select m.id, ${guide('o.n')}, o.id, 'guide', now() from m, o;
  insert into members.member (merchant_id, id, name, made_at)
    select m.id, ${member('i')}, 'buyer', now() - interval '100 days'
    from m, generate_series(0, ${members - 1}) i;
  insert into belonging.event (merchant_id, id, member_id, kind, verb, to_owner_id, source,
      policy_version, reason, at)
    select m.id, uuidv7(), ${member('i')}, kind, 'bind', owner, 'scan', 1, '', now()
    from m, generate_series(0, ${members - 1}) i join o on o.n = i % 12,
      lateral (values ('outlet', o.id), ('guide', ${guide('o.n')})) as v(kind, owner);
  insert into belonging.period (merchant_id, id, member_id, kind, owner_id, during, bound_at,
      protected_until, renewed_at, opened_by)
    select merchant_id, uuidv7(), member_id, kind, to_owner_id,
      tstzrange(now() - interval '60 days', null), now() - interval '60 days',
      now() - interval '30 days', now(), id
    from belonging.event`;

/** A tenth of the links are guides' own; the rest were passed on by members, level by level. */
const linksAndVisits = ({ members, links }: Past): string => `
  insert into sharing.link (merchant_id, code, sharer_kind, sharer_id, outlet_id, target_kind,
      target_id, parent_code, root_code, depth, domain, guide_id, sharer_1_id, made_at)
    select m.id, ${code('i')}, case when i % ${LEVELS} = 0 then 'staff' else 'member' end,
      case when i % ${LEVELS} = 0 then ${guide('o.n')} else ${member('sharer')} end,
      o.id, 'product', k.product_id,
      case when i % ${LEVELS} > 0 then ${code('(i - 1)')} end,
      ${code(`(i - i % ${LEVELS})`)}, i % ${LEVELS} + 1, 'private', ${guide('o.n')},
      case when i % ${LEVELS} > 0 then ${member('sharer')} end, now() - interval '20 days'
    from m, generate_series(0, ${links - 1}) i
      cross join lateral (select (i * 7919::bigint) % ${members} as sharer) s
      join o on o.n = (i / ${LEVELS}) % 12 join k on k.n = (i / ${LEVELS}) % 1000
    on conflict do nothing;
  insert into sharing.visit (merchant_id, id, link_code, entry, domain, outlet_id, device_hash,
      member_id, at)
    select m.id, ${visit('i')}, l.code, 'link', 'private', l.outlet_id, md5('d' || i),
      ${member(`(i * 31::bigint) % ${members}`)},
      now() - interval '1 minute' * (i * 37::bigint % 130000)
    from m, generate_series(0, ${links - 1}) i join sharing.link l on l.code = ${code('i')}`;

const ordersOf = ({ members, orders }: Past): string => `
  insert into orders.order (merchant_id, id, number, member_id, outlet_id, way, state, wish_hash,
      place_lat, place_lng, gross_fen, discount_fen, freight_fen, payable_fen, captured_fen,
      selling_closed, quote, placed_at, pay_by, paid_at, received_at, settles_at, settled_at)
    select m.id, ${order('i')}, 'P' || i, ${member(`i % ${members}`)}, o.id, 'pickup', 'settled',
      md5('w' || i), 30.2, 120.1, 1990, 0, 0, 1990, 1990, false,
      jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('no', 1, 'sku', k.id))),
      at, at, at, at, at, at
    from m, generate_series(0, ${orders - 1}) i
      cross join lateral (select now() - interval '90 days' + interval '1 minute' *
        (i::float8 * 100000 / ${orders})::int as at) a
      join o on o.n = i % 12 join k on k.n = i % 1000`;

const partsOfOrders = ({ orders }: Past): string => `
  insert into orders.line (merchant_id, order_id, no, sku_id, product_id, title, quantity,
      price_fen, net_fen, product_role)
    select m.id, ${order('i')}, 1, k.id, k.product_id, 'goods', 1, 1990, 1990, 'everyday'
    from m, generate_series(0, ${orders - 1}) i join k on k.n = i % 1000;
  insert into orders.history (merchant_id, id, order_id, verb, to_state, actor_kind, at)
    select merchant_id, uuidv7(), id, verb, verb, 'system', placed_at from orders.order,
      unnest(array['placed', 'paid', 'ready', 'received', 'settled']) verb;
  insert into attribution.credit (merchant_id, order_id, member_id, selling_outlet_id,
      service_guide_id, service_guide_from, domain, sale_kind, rule_version, credit_policy,
      belonging_policy, reasons, at)
    select merchant_id, id, member_id, outlet_id, ${guide('0')}, 'home', 'private', 'guide', '1',
      1, 1, '[]', placed_at from orders.order;
  insert into commission.portion (merchant_id, order_id, line_no, net_fen, guide_fen, selling_fen,
      fulfilling_fen, hq_fen, policy_version)
    select merchant_id, id, 1, 1990, 99, 59, 79, 1753, 1 from orders.order;
  insert into fulfilment.route (merchant_id, order_id, attempt, why, policy_node_id, policy_version,
      verdicts, outcome, took_us, at)
    select merchant_id, id, 1, 'placed', outlet_id, 1, '[]', 'allocated', 300, placed_at
    from orders.order;
  insert into fulfilment.parcel (merchant_id, order_id, outlet_id, attempt, state, line_nos,
      distance_m, promised_at, day)
    select merchant_id, id, outlet_id, 1, 'received', '{1}', 0, placed_at, placed_at::date
    from orders.order;
  insert into inventory.hold (merchant_id, order_id, line_no, outlet_id, attempt, sku_id, quantity,
      consumed, at)
    select l.merchant_id, l.order_id, 1, p.outlet_id, 1, l.sku_id, 1, 1, p.promised_at
    from orders.line l join fulfilment.parcel p using (merchant_id, order_id);
  insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen, type, source,
      order_id, role, at)
    select merchant_id, uuidv7(), 'channel:bench', role || ':' || outlet_id, 300, 'post',
      id || role, id, role, placed_at
    from orders.order, unnest(array['guide', 'selling', 'fulfilling', 'hq']) role`;
