import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { PolicyKind } from './policy-types.ts';

export const insertPolicy = statement(
  'chain.insert_policy',
  {
    kind: col.text<PolicyKind>(),
    node: col.id<'node'>(),
    body: col.json<unknown>(),
    validFrom: col.instant,
    actor: col.maybe(col.id()),
    why: col.text(),
  },
  `insert into chain.policy
     (merchant_id, node_id, kind, version, body, valid_from, actor_id, why, made_at)
   select :merchant, :node, :kind, coalesce(max(version), 0) + 1, :body, :validFrom, :actor, :why,
     :now
   from chain.policy where merchant_id = :merchant and kind = :kind
   returning version`,
  { version: col.int },
);

export const putDraft = guard(
  'chain.put_draft',
  {
    id: col.id<'draft'>(),
    kind: col.text<PolicyKind>(),
    node: col.id<'node'>(),
    body: col.json<unknown>(),
    why: col.text(),
    by: col.id<'staff'>(),
  },
  `insert into chain.policy_draft as d
     (merchant_id, id, kind, node_id, body, why, made_by, made_at)
   values (:merchant, :id, :kind, :node, :body, :why, :by, :now)
   on conflict (merchant_id, id) do update
     set body = excluded.body, why = excluded.why, made_by = excluded.made_by,
       made_at = excluded.made_at
     where d.published_version is null and d.kind = excluded.kind
       and d.node_id = excluded.node_id`,
);
export const findDraft = statement(
  'chain.find_draft',
  { id: col.id<'draft'>() },
  `select id, kind, node_id as node, body, why, published_version as "publishedVersion"
   from chain.policy_draft where merchant_id = :merchant and id = :id`,
  {
    id: col.id<'draft'>(),
    kind: col.text<PolicyKind>(),
    node: col.id<'node'>(),
    body: col.json<unknown>(),
    why: col.text(),
    publishedVersion: col.maybe(col.int),
  },
);
/** A draft becomes a version once. */
export const publishDraft = guard(
  'chain.publish_draft',
  { id: col.id<'draft'>(), version: col.int },
  `update chain.policy_draft set published_version = :version
   where merchant_id = :merchant and id = :id and published_version is null`,
);
export const dropDraft = guard(
  'chain.drop_draft',
  { id: col.id<'draft'>() },
  `delete from chain.policy_draft
   where merchant_id = :merchant and id = :id and published_version is null`,
);
