/** Who did what, in the same transaction as the deed. Append-only: we have no right to edit it. */
import * as col from './column.ts';
import type { Tx } from './db.ts';
import { statement } from './statement.ts';

export interface Actor {
  readonly kind: 'staff' | 'member' | 'key' | 'system';
  readonly id: string | null;
  readonly requestId?: string;
}
export const SYSTEM: Actor = { kind: 'system', id: null };

export interface Deed {
  /** `module.past`, such as `chain.outlet_paused`. */
  readonly verb: string;
  readonly object: { readonly kind: string; readonly id: string };
  /** Small and without personal data. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

const insertAudit = statement(
  'platform.insert_audit',
  {
    id: col.id(),
    actorKind: col.text<Actor['kind']>(),
    actorId: col.maybe(col.id()),
    verb: col.text(),
    objectKind: col.text(),
    objectId: col.text(),
    facts: col.json(),
    requestId: col.maybe(col.text()),
  },
  `insert into platform.audit (merchant_id, id, actor_kind, actor_id, verb, object_kind, object_id,
     facts, request_id, at)
   values (:merchant, :id, :actorKind, :actorId, :verb, :objectKind, :objectId,
     :facts, :requestId, :now)`,
);

export function audit(tx: Tx, actor: Actor, { verb, object, facts = {} }: Deed): void {
  tx.tell(insertAudit, {
    id: tx.newId(),
    actorKind: actor.kind,
    actorId: actor.id as never,
    verb,
    objectKind: object.kind,
    objectId: object.id,
    facts,
    requestId: actor.requestId ?? null,
  });
}
