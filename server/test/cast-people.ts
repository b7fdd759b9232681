/**
 * The people of the tests: guides 林小满 and 周敏 of 湖畔店, members 陈静, 吴桐 and 孙悦, in a chain of
 * two outlets. Rows, not flows: for tests that ask about one door only.
 */
import type { Client } from 'pg';
import type { GroupId, LinkCode, MemberId, MerchantId, NodeId, StaffId } from '../src/kernel/id.ts';
import { newBase32, hashOf } from '../src/platform/secret.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';

const DAY = 86_400_000;
const uuid = <T extends string>(): T => newUuid(NOW - 200 * DAY) as T;
const at = (days: number): Date => new Date(NOW + days * DAY);

export interface People {
  readonly merchant: MerchantId;
  readonly hq: NodeId;
  readonly dealer: NodeId;
  readonly lakeside: NodeId;
  readonly wener: NodeId;
  readonly lin: StaffId;
  readonly zhou: StaffId;
  readonly manager: StaffId;
  readonly chen: MemberId;
  readonly wu: MemberId;
  readonly sun: MemberId;
  readonly group: GroupId;
  /** A bearer token of each, member or staff (workbench), and the manager's of the console. */
  readonly tokens: Readonly<Record<'chen' | 'wu' | 'sun' | 'lin' | 'zhou' | 'manager', string>>;
}

const HOUSES = [
  { name: '湖畔店', lat: 30.28, lng: 120.1 },
  { name: '文二西路店', lat: 30.29, lng: 120.11 },
];

export async function seatPeople(owner: Client, host?: string): Promise<People> {
  const merchant = uuid<MerchantId>();
  const [hq, dealer, lakeside, wener] = [1, 2, 3, 4].map(() => uuid<NodeId>()) as [
    NodeId,
    NodeId,
    NodeId,
    NodeId,
  ];
  const staff = { lin: uuid<StaffId>(), zhou: uuid<StaffId>(), manager: uuid<StaffId>() };
  const people = { chen: uuid<MemberId>(), wu: uuid<MemberId>(), sun: uuid<MemberId>() };
  const group = uuid<GroupId>();
  const run = (sql: string, args: unknown[]) => owner.query(sql, args);
  await run('insert into platform.merchant (id, name, made_at) values ($1, $2, $3)', [
    merchant,
    '邻里鲜',
    at(-300),
  ]);
  if (host !== undefined) await run('insert into platform.host values ($1, $2)', [host, merchant]);
  await run('insert into platform.version (merchant_id) values ($1)', [merchant]);
  for (const [id, parent, kind, name, path] of [
    [hq, null, 'hq', '邻里鲜总部', [hq]],
    [dealer, hq, 'dealer', '城西经销商', [hq, dealer]],
    [lakeside, dealer, 'outlet', '湖畔店', [hq, dealer, lakeside]],
    [wener, dealer, 'outlet', '文二西路店', [hq, dealer, wener]],
  ])
    await run('insert into chain.node values ($1, $2, $3, $4, $5, $6, $7)', [
      merchant,
      id,
      parent,
      kind,
      name,
      path,
      at(-300),
    ]);
  for (const [i, id] of [lakeside, wener].entries())
    await run(
      `insert into chain.outlet (merchant_id, id, kind, short_name, address, lat, lng, opened_at)
       values ($1, $2, 'store', $3, '杭州', $4, $5, $6)`,
      [merchant, id, HOUSES[i]!.name, HOUSES[i]!.lat, HOUSES[i]!.lng, at(-300)],
    );
  for (const [name, login, id, role, node] of [
    ['林小满', 'lin', staff.lin, 'guide', lakeside],
    ['周敏', 'zhou', staff.zhou, 'guide', lakeside],
    ['赵店长', 'manager', staff.manager, 'store_manager', lakeside],
  ]) {
    await run(
      `insert into chain.staff (merchant_id, id, name, login, must_change, outlet_id, made_at)
       values ($1, $2, $3, $4, false, $5, $6)`,
      [merchant, id, name, login, lakeside, at(-200)],
    );
    await run('insert into chain.staff_grant values ($1, $2, $3, $4, null, $5)', [
      merchant,
      id,
      node,
      role,
      at(-200),
    ]);
  }
  await run(
    `insert into groups."group" (merchant_id, id, name, outlet_id, owner_id, made_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [merchant, group, '湖畔花园邻里群', lakeside, staff.lin, at(-100)],
  );
  for (const [name, id, days] of [
    ['陈静', people.chen, -90],
    ['吴桐', people.wu, -80],
    ['孙悦', people.sun, -70],
  ])
    await run(
      'insert into members.member (merchant_id, id, name, made_at) values ($1, $2, $3, $4)',
      [merchant, id, name, at(days as number)],
    );
  const tokens = { chen: '', wu: '', sun: '', lin: '', zhou: '', manager: '' };
  for (const who of Object.keys(tokens) as (keyof typeof tokens)[]) {
    const secret = `${who}-`.padEnd(43, newBase32(8));
    tokens[who] = `Bearer ${secret}`;
    if (who in people)
      await run('insert into members.session values ($1, $2, $3, null, $4, $5)', [
        merchant,
        hashOf(secret),
        people[who as keyof typeof people],
        at(-1),
        at(30),
      ]);
    else
      await run(
        `insert into chain.staff_session
           (merchant_id, token_hash, staff_id, app, made_at, seen_at, ends_at, proved_at)
         values ($1, $2, $3, $4, $5, $5, $6, $6)`,
        [
          merchant,
          hashOf(secret),
          staff[who as keyof typeof staff],
          who === 'manager' ? 'console' : 'workbench',
          at(-1),
          at(30),
        ],
      );
  }
  return { merchant, hq, dealer, lakeside, wener, ...staff, ...people, group, tokens };
}

/** A link as its columns would stand after `sharing.open`: what a test does not name is derived. */
export async function putLink(
  owner: Client,
  people: People,
  wish: { by: MemberId | StaffId; parent?: LinkCode; days?: number; group?: GroupId },
): Promise<LinkCode> {
  const code = newBase32(13) as LinkCode;
  const isStaff = [people.lin, people.zhou, people.manager].includes(wish.by as StaffId);
  const { rows } = await owner.query('select * from sharing.link where code = $1', [
    wish.parent ?? '',
  ]);
  const parent = rows[0];
  const above = parent?.sharer_1_id === wish.by ? parent?.sharer_2_id : parent?.sharer_1_id;
  await owner.query(
    `insert into sharing.link (merchant_id, code, sharer_kind, sharer_id, outlet_id, target_kind,
       target_id, parent_code, root_code, depth, domain, guide_id, sharer_1_id, sharer_2_id,
       group_id, made_at)
     values ($1, $2, $3, $4, $5, 'product', $14, $6, $7, $8, 'private', $9, $10, $11, $12, $13)`,
    [
      people.merchant,
      code,
      isStaff ? 'staff' : 'member',
      wish.by,
      people.lakeside,
      wish.parent ?? null,
      parent?.root_code ?? code,
      (parent?.depth ?? 0) + 1,
      isStaff ? wish.by : (parent?.guide_id ?? null),
      isStaff ? (parent?.sharer_1_id ?? null) : wish.by,
      isStaff ? (parent?.sharer_2_id ?? null) : (above ?? null),
      wish.group ?? parent?.group_id ?? null,
      at(wish.days ?? -2),
      uuid(),
    ],
  );
  return code;
}

export async function putVisit(
  owner: Client,
  people: People,
  visit: { member?: MemberId; code?: LinkCode; days?: number; device?: string },
): Promise<string> {
  const id = newUuid(NOW);
  await owner.query(
    `insert into sharing.visit (merchant_id, id, link_code, entry, domain, outlet_id, device_hash,
       member_id, at) values ($1, $2, $3, $4, 'private', $5, $6, $7, $8)`,
    [
      people.merchant,
      id,
      visit.code ?? null,
      visit.code === undefined ? 'direct' : 'link',
      people.lakeside,
      visit.device ?? null,
      visit.member ?? null,
      at(visit.days ?? -1),
    ],
  );
  return id;
}
