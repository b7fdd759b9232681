import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { ApiScope } from './types.ts';

const keyId = col.id<'key'>();

export const insertApiKey = statement(
  'chain.insert_api_key',
  {
    id: keyId,
    name: col.text(),
    hash: col.text(),
    prefix: col.text(),
    scopes: col.list(col.text<ApiScope>()),
    node: col.id<'node'>(),
    madeBy: col.id<'staff'>(),
  },
  `insert into chain.api_key
     (merchant_id, id, name, key_hash, prefix, scopes, node_id, made_by, made_at)
   values (:merchant, :id, :name, :hash, :prefix, :scopes, :node, :madeBy, :now)`,
);
export const findApiKey = statement(
  'chain.find_api_key',
  { id: keyId },
  'select id from chain.api_key where merchant_id = :merchant and id = :id for update',
  { id: keyId },
);
/** A key that still opens. */
export const findApiKeyHolder = statement(
  'chain.find_api_key_holder',
  { hash: col.text() },
  `select id, name, scopes, node_id as node, made_by as "madeBy", last_used_on as "lastUsedOn"
   from chain.api_key
   where merchant_id = :merchant and key_hash = :hash and revoked_at is null
     and (ends_at is null or ends_at > :now)`,
  {
    id: keyId,
    name: col.text(),
    scopes: col.list(col.text<ApiScope>()),
    node: col.id<'node'>(),
    madeBy: col.id<'staff'>(),
    lastUsedOn: col.maybe(col.day),
  },
);
export const findApiKeys = statement(
  'chain.find_api_keys',
  {},
  `select k.id, k.name, k.prefix, k.scopes, k.node_id as "nodeId", n.name as "nodeName",
     s.name as "madeByName", k.made_at as "madeAt", k.last_used_on as "lastUsedOn",
     k.revoked_at as "revokedAt", k.ends_at as "endsAt"
   from chain.api_key k
   join chain.node n on n.merchant_id = :merchant and n.id = k.node_id
   left join chain.staff s on s.merchant_id = :merchant and s.id = k.made_by
   where k.merchant_id = :merchant order by k.made_at desc, k.id desc limit 500`,
  {
    id: keyId,
    name: col.text(),
    prefix: col.text(),
    scopes: col.list(col.text<ApiScope>()),
    nodeId: col.id<'node'>(),
    nodeName: col.text(),
    madeByName: col.maybe(col.text()),
    madeAt: col.instant,
    lastUsedOn: col.maybe(col.day),
    revokedAt: col.maybe(col.instant),
    endsAt: col.maybe(col.instant),
  },
);
export const touchApiKey = statement(
  'chain.touch_api_key',
  { id: keyId, day: col.day },
  `update chain.api_key set last_used_on = :day
   where merchant_id = :merchant and id = :id and last_used_on is distinct from :day`,
);
export const revokeApiKey = guard(
  'chain.revoke_api_key',
  { id: keyId },
  `update chain.api_key set revoked_at = coalesce(revoked_at, :now)
   where merchant_id = :merchant and id = :id`,
);
/** The successor may do what this one may, no more; a key is followed once. */
export const followApiKey = guard(
  'chain.follow_api_key',
  {
    id: keyId,
    successor: keyId,
    hash: col.text(),
    prefix: col.text(),
    madeBy: col.id<'staff'>(),
    endsAt: col.instant,
  },
  `update chain.api_key set ends_at = :endsAt, successor_id = :successor
   where merchant_id = :merchant and id = :id and revoked_at is null and successor_id is null
     and exists (select from made)`,
  {
    first: `made as (insert into chain.api_key
        (merchant_id, id, name, key_hash, prefix, scopes, node_id, made_by, made_at)
      select :merchant, :successor, k.name, :hash, :prefix, k.scopes, k.node_id, :madeBy, :now
      from chain.api_key k where k.merchant_id = :merchant and k.id = :id
        and k.revoked_at is null and k.successor_id is null
      returning 1)`,
  },
);
