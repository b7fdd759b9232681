import type { HouseType } from './types.ts';
import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

/** The tree changes one at a time: paths are copies, and two moves at once could make a ring. */
export const lockTree = statement(
  'chain.lock_tree',
  {},
  `select from chain.node where merchant_id = :merchant and kind = 'hq' for update`,
);

export const insertRoot = statement(
  'chain.insert_root',
  { id: col.id<'node'>(), name: col.text() },
  `insert into chain.node (merchant_id, id, parent_id, kind, name, path, made_at)
   values (:merchant, :id, null, 'hq', :name, array[:id::uuid], :now)`,
);
export const insertNode = guard(
  'chain.insert_node',
  {
    id: col.id<'node'>(),
    parent: col.id<'node'>(),
    kind: col.text<'dealer' | 'outlet'>(),
    name: col.text(),
  },
  `insert into chain.node (merchant_id, id, parent_id, kind, name, path, made_at)
   select :merchant, :id, p.id, :kind, :name, p.path || :id::uuid, :now
   from chain.node p
   where p.merchant_id = :merchant and p.id = :parent and p.kind <> 'outlet'
   on conflict do nothing`,
);
export const renameNode = guard(
  'chain.rename_node',
  { id: col.id<'node'>(), name: col.text() },
  'update chain.node set name = :name where merchant_id = :merchant and id = :id',
);

/** The node and all below it; refused below itself, below an outlet, or where it stands already. */
export const moveNode = guard(
  'chain.move_node',
  { node: col.id<'node'>(), to: col.id<'node'>() },
  `update chain.node n
   set parent_id = case when n.id = m.id then t.id else n.parent_id end,
     path = t.path || n.path[cardinality(m.path):]
   from chain.node m, chain.node t
   where n.merchant_id = :merchant and m.merchant_id = :merchant and t.merchant_id = :merchant
     and m.id = :node and t.id = :to and m.id = any(n.path)
     and t.kind <> 'outlet' and not m.id = any(t.path) and m.parent_id <> t.id`,
  { rows: 'greatest(1, (select count(*) from touched))' },
);
/** Two moves of one node in one instant (a double click, a clock set back) keep their order. */
export const insertMove = statement(
  'chain.insert_move',
  {
    node: col.id<'node'>(),
    to: col.id<'node'>(),
    actor: col.maybe(col.id()),
    why: col.text(),
  },
  `insert into chain.node_move
     (merchant_id, node_id, at, from_parent_id, to_parent_id, actor_id, why)
   select :merchant, id, greatest(:now, (select max(m.at) + interval '1 millisecond'
       from chain.node_move m where m.merchant_id = :merchant and m.node_id = :node)),
     parent_id, :to, :actor, :why
   from chain.node where merchant_id = :merchant and id = :node and parent_id is not null`,
);

export const insertProfile = statement(
  'chain.insert_profile',
  { id: col.id<'profile'>(), name: col.text() },
  'insert into chain.profile (merchant_id, id, name) values (:merchant, :id, :name)',
);
export const insertComplex = statement(
  'chain.insert_complex',
  {
    id: col.id<'complex'>(),
    name: col.text(),
    district: col.text(),
    lat: col.double,
    lng: col.double,
    households: col.int,
    handedOverOn: col.maybe(col.day),
    houseTypes: col.json<readonly HouseType[]>(),
    profile: col.maybe(col.id<'profile'>()),
  },
  `insert into chain.complex (merchant_id, id, name, district, lat, lng, households,
     handed_over_on, house_types, profile_id)
   values (:merchant, :id, :name, :district, :lat, :lng, :households,
     :handedOverOn, :houseTypes, :profile)`,
);
export const findComplex = statement(
  'chain.find_complex',
  { id: col.id<'complex'>() },
  'select id from chain.complex where merchant_id = :merchant and id = :id',
  { id: col.id<'complex'>() },
);
export const findProfile = statement(
  'chain.find_profile',
  { id: col.id<'profile'>() },
  'select id from chain.profile where merchant_id = :merchant and id = :id',
  { id: col.id<'profile'>() },
);
