/** The tree with its head counts, and where a node stood before. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const tree = statement(
  'views.organisation_tree',
  { reach: col.list(col.id<'node'>()) },
  `select n.id, n.parent_id as "parentId", n.kind, n.name, cardinality(n.path) as depth,
     o.kind as "outletKind", o.paused_at as "pausedAt",
     (select count(*) from chain.node b where b.merchant_id = n.merchant_id
       and b.kind = 'outlet' and n.id = any(b.path))::integer as outlets,
     (select count(distinct g.staff_id) from chain.staff_grant g
       join chain.staff s on s.merchant_id = g.merchant_id and s.id = g.staff_id
       where g.merchant_id = n.merchant_id and g.node_id = n.id
         and s.left_at is null)::integer as staff,
     (select count(*) from chain.node_move m where m.merchant_id = n.merchant_id
       and m.node_id = n.id)::integer as moves
   from chain.node n
   left join chain.outlet o on o.merchant_id = n.merchant_id and o.id = n.id
   where n.merchant_id = :merchant and n.path && :reach
   order by cardinality(n.path), n.made_at, n.id`,
  {
    id: col.id<'node'>(),
    parentId: col.maybe(col.id<'node'>()),
    kind: col.text<'hq' | 'dealer' | 'outlet'>(),
    name: col.text(),
    depth: col.int,
    outletKind: col.maybe(col.text()),
    pausedAt: col.maybe(col.instant),
    outlets: col.int,
    staff: col.int,
    moves: col.int,
  },
);
export const findTree = (reader: Reader, reach: readonly NodeId[]) => reader.ask(tree, { reach });

const moves = statement(
  'views.node_moves',
  { node: col.id<'node'>() },
  `select m.at, f.name as "fromName", t.name as "toName", m.why, s.name as "actorName"
   from chain.node_move m
   join chain.node f on f.merchant_id = m.merchant_id and f.id = m.from_parent_id
   join chain.node t on t.merchant_id = m.merchant_id and t.id = m.to_parent_id
   left join chain.staff s on s.merchant_id = m.merchant_id and s.id = m.actor_id
   where m.merchant_id = :merchant and m.node_id = :node order by m.at desc limit 100`,
  {
    at: col.instant,
    fromName: col.text(),
    toName: col.text(),
    why: col.text(),
    actorName: col.maybe(col.text()),
  },
);
export const findMoves = (reader: Reader, node: NodeId) => reader.ask(moves, { node });
