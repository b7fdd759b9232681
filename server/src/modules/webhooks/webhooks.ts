/**
 * Who outside wants to hear what, and what came of telling them. Knows nothing of what an event
 * means; a row a (endpoint, event) is the queue.
 */
import { Refusal } from '../../kernel/refusal.ts';
import { after, minutes, type Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import { newSigningSecret } from '../../platform/signed-message.ts';
import { OLD_SECRET_LIFE, verdictOn, wants, type Verdict } from './rules.ts';
import * as store from './store.ts';
import type {
  Delivery,
  Endpoint,
  EndpointForm,
  EndpointId,
  EventId,
  PostOutcome,
} from './types.ts';

export { RETRY_AFTER } from './rules.ts';
export { forgetDeliveries } from './store-sweep.ts';
export type {
  Delivery,
  Endpoint,
  EndpointForm,
  EndpointId,
  EventId,
  PostOutcome,
  WebhookPort,
} from './types.ts';

const A_ROUND = 5;
/** Longer than a round of time-outs. */
const OURS_FOR = minutes(2);
const noSuchEndpoint = (): Refusal => new Refusal('not_found', 'webhooks.no_such_endpoint');

export const endpoints = (reader: Reader) => reader.ask(store.findEndpoints, {});

/** The secret is the answer, and nobody is shown it again. @throws Refusal `webhooks.id_taken` */
export async function makeEndpoint(tx: Tx, vault: Vault, form: EndpointForm): Promise<string> {
  const { id: endpoint, url, events, madeBy } = form;
  const [standing] = await tx.ask(store.lockEndpoint, { endpoint });
  if (standing !== undefined) throw new Refusal('conflict', 'webhooks.id_taken', { id: endpoint });
  const secret = newSigningSecret();
  tx.tell(store.insertEndpoint, { endpoint, url, events, madeBy, secretEnc: vault.seal(secret) });
  return secret;
}

/** @throws Refusal `webhooks.no_such_endpoint` */
export const changeEndpoint = (
  tx: Tx,
  { id: endpoint, url, events }: Omit<EndpointForm, 'madeBy'>,
): void => tx.guard(store.updateEndpoint, { endpoint, url, events }, noSuchEndpoint);

/** From now on both secrets sign, until the old one's day is over. @throws as above */
export function rotateSecret(tx: Tx, vault: Vault, endpoint: EndpointId): string {
  const secret = newSigningSecret();
  const until = after(tx.now, OLD_SECRET_LIFE);
  tx.guard(store.rotateSecret, { endpoint, secretEnc: vault.seal(secret), until }, noSuchEndpoint);
  return secret;
}

/** True when it was awake until now. */
export async function disable(tx: Tx, endpoint: EndpointId, reason: string): Promise<boolean> {
  return (await tx.ask(store.disableEndpoint, { endpoint, reason })).length > 0;
}
/** @throws Refusal `webhooks.no_such_endpoint` */
export const enable = (tx: Tx, endpoint: EndpointId): void =>
  tx.guard(store.enableEndpoint, { endpoint }, noSuchEndpoint);

/** @throws Refusal `webhooks.no_such_endpoint` */
export async function endpointOf(reader: Reader, endpoint: EndpointId): Promise<Endpoint> {
  const [found] = await reader.ask(store.findEndpoint, { endpoint });
  if (found === undefined) throw noSuchEndpoint();
  return found;
}

/** Endpoints that want to hear of it. */
export async function listeners(reader: Reader, name: string): Promise<EndpointId[]> {
  const awake = await reader.ask(store.findAwake, {});
  return awake.filter(({ events }) => wants(events, name)).map(({ id }) => id);
}
/** Once an endpoint and event; answers those for whom it is new. */
export async function queue(
  tx: Tx,
  endpoints: readonly EndpointId[],
  event: EventId,
): Promise<EndpointId[]> {
  const rows = await tx.ask(store.queueEvent, { endpoints, event });
  return rows.map(({ endpoint }) => endpoint);
}
export const queueAgain = (tx: Tx, endpoint: EndpointId, event: EventId): void =>
  tx.tell(store.requeueEvent, { endpoint, event });

/** The oldest that are due: ours for two minutes, so that whoever dies has them tried again. */
export async function takeDue(tx: Tx, endpoint: EndpointId): Promise<Delivery[]> {
  const until = after(tx.now, OURS_FOR);
  const rows = await tx.ask(store.takeDue, { endpoint, until, most: A_ROUND });
  return rows.toSorted((one, other) => (one.event < other.event ? -1 : 1));
}
export const whenFree = (tx: Tx): Instant => after(tx.now, OURS_FOR);

export async function nextDue(reader: Reader, endpoint: EndpointId): Promise<Instant | null> {
  const [row] = await reader.ask(store.findNextDue, { endpoint });
  return row?.due ?? null;
}

const STATES = { done: 'done', again: 'waiting', give_up: 'given_up', gone: 'given_up' } as const;

/** Writes down what came of a try, and says what follows from it. */
export function finish(
  tx: Tx,
  endpoint: EndpointId,
  { event, tries }: Delivery,
  outcome: PostOutcome,
): Verdict {
  const verdict = verdictOn(outcome, tries);
  tx.tell(store.finishDelivery, {
    endpoint,
    event,
    state: STATES[verdict.kind],
    due: verdict.kind === 'again' ? after(tx.now, verdict.after) : tx.now,
    status: 'status' in outcome ? outcome.status : null,
    error: 'error' in outcome ? outcome.error.slice(0, 200) : null,
  });
  return verdict;
}

export const deliveries = (
  reader: Reader,
  endpoint: EndpointId,
  after: EventId | null,
  count: number,
) => reader.ask(store.findDeliveries, { endpoint, after, count });

/** The secrets that sign now, the new one first. */
export const secretsOf = (vault: Vault, endpoint: Endpoint, now: Instant): string[] => {
  const { secretEnc, oldSecretEnc, oldSecretUntil } = endpoint;
  const old =
    oldSecretEnc !== null && oldSecretUntil !== null && now < oldSecretUntil ? [oldSecretEnc] : [];
  return [secretEnc, ...old].map((sealed) => vault.open(sealed));
};
