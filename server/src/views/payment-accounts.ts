/** Accounts at payment providers and whose they are: no key, only whether it is set. */
import type { Id, NodeId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export interface PaymentAccountSeen {
  readonly id: Id<'account'>;
  readonly node: NodeId;
  readonly nodeName: string;
  readonly nodeKind: string;
  readonly channel: string;
  readonly mode: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly tails: Readonly<Record<string, string>>;
  readonly keysBy: string | null;
  readonly keysAt: Instant;
  readonly oldKeysUntil: Instant | null;
  readonly madeAt: Instant;
  readonly disabledAt: Instant | null;
  readonly captures: number;
}
const texts = col.json<Readonly<Record<string, string>>>();
const selectAccounts = statement(
  'views.payment_accounts',
  { branches: col.list(col.id<'node'>()) },
  `select a.id, a.node_id as node, n.name as "nodeName", n.kind as "nodeKind", a.channel, a.mode,
     a.name, a.settings, k.facts, k.tails, s.name as "keysBy", k.made_at as "keysAt",
     (select max(o.ends_at) from payments.account_key o
      where o.merchant_id = :merchant and o.account_id = a.id and o.ends_at > :now)
       as "oldKeysUntil",
     a.made_at as "madeAt", a.disabled_at as "disabledAt",
     (select count(*) from payments.capture c
      where c.merchant_id = :merchant and c.account_id = a.id)::integer as captures
   from payments.account a
   join chain.node n on n.merchant_id = :merchant and n.id = a.node_id
   join payments.account_key k on k.merchant_id = :merchant and k.account_id = a.id
     and k.ends_at is null
   left join chain.staff s on s.merchant_id = :merchant and s.id = k.made_by
   where a.merchant_id = :merchant and n.path && :branches
   order by cardinality(n.path), n.name, a.channel, a.id`,
  {
    id: col.id<'account'>(),
    node: col.id<'node'>(),
    nodeName: col.text(),
    nodeKind: col.text(),
    channel: col.text(),
    mode: col.text(),
    name: col.text(),
    settings: texts,
    facts: texts,
    tails: texts,
    keysBy: col.maybe(col.text()),
    keysAt: col.instant,
    oldKeysUntil: col.maybe(col.instant),
    madeAt: col.instant,
    disabledAt: col.maybe(col.instant),
    captures: col.int,
  },
);

/** Of these branches, head office first. */
export const findPaymentAccounts = (
  reader: Reader,
  branches: readonly NodeId[],
): Promise<PaymentAccountSeen[]> => reader.ask(selectAccounts, { branches });
