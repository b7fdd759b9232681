/** Versions of the policies: who changed what, why, from when. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

/** Down the branch, and up to head office: what is above binds, so it may be read. */
const history = statement(
  'views.policy_history',
  {
    reach: col.list(col.id<'node'>()),
    kind: col.text(),
    before: col.int,
    count: col.int,
  },
  `select p.version, p.node_id as "nodeId", n.name as "nodeName", p.body, p.why,
     p.valid_from as "validFrom", p.made_at as "madeAt", s.name as "actorName",
     (select b.body from chain.policy b where b.merchant_id = p.merchant_id and b.kind = p.kind
       and b.node_id = p.node_id and b.version < p.version
       order by b.version desc limit 1) as former
   from chain.policy p
   join chain.node n on n.merchant_id = p.merchant_id and n.id = p.node_id
   left join chain.staff s on s.merchant_id = p.merchant_id and s.id = p.actor_id
   where p.merchant_id = :merchant and p.kind = :kind and p.version < :before
     and (n.path && :reach or exists (
       select from chain.node r where r.merchant_id = p.merchant_id and r.id = any(:reach)
         and p.node_id = any(r.path)))
   order by p.version desc limit :count::integer`,
  {
    version: col.int,
    nodeId: col.id<'node'>(),
    nodeName: col.text(),
    body: col.json<unknown>(),
    why: col.text(),
    validFrom: col.instant,
    madeAt: col.instant,
    actorName: col.maybe(col.text()),
    former: col.maybe(col.json<unknown>()),
  },
);
export const findPolicyHistory = (
  reader: Reader,
  filters: { reach: readonly NodeId[]; kind: string; before: number; count: number },
) => reader.ask(history, filters);

const drafts = statement(
  'views.policy_drafts',
  { reach: col.list(col.id<'node'>()), kind: col.maybe(col.text()) },
  `select d.id, d.kind, d.node_id as "nodeId", n.name as "nodeName", d.body, d.why,
     d.made_at as "madeAt", s.name as "madeByName", d.published_version as "publishedVersion"
   from chain.policy_draft d
   join chain.node n on n.merchant_id = d.merchant_id and n.id = d.node_id
   left join chain.staff s on s.merchant_id = d.merchant_id and s.id = d.made_by
   where d.merchant_id = :merchant and n.path && :reach and d.published_version is null
     and (:kind::text is null or d.kind = :kind)
   order by d.made_at desc, d.id limit 100`,
  {
    id: col.id<'draft'>(),
    kind: col.text(),
    nodeId: col.id<'node'>(),
    nodeName: col.text(),
    body: col.json<unknown>(),
    why: col.text(),
    madeAt: col.instant,
    madeByName: col.maybe(col.text()),
    publishedVersion: col.maybe(col.int),
  },
);
export const findDrafts = (reader: Reader, reach: readonly NodeId[], kind: string | null) =>
  reader.ask(drafts, { reach, kind });
