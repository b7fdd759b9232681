/**
 * Tells an endpoint what it waits for: takes a round, sends it signed, writes down what came of it.
 * No transaction is open while we wait for somebody else's server.
 */
import type { MerchantId } from '../kernel/id.ts';
import { epochOf } from '../kernel/time.ts';
import * as webhooks from '../modules/webhooks/webhooks.ts';
import { audit, SYSTEM } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import { findEvent } from '../platform/event.ts';
import type { Lanes } from '../platform/lanes.ts';
import * as outbox from '../platform/outbox.ts';
import type { Vault } from '../platform/secret.ts';
import { signaturesOf } from '../platform/signed-message.ts';
import { setTimer } from '../platform/timer.ts';
import { WEBHOOK_TIMER } from './steps/webhook-timer.ts';

export interface Courier {
  readonly db: Db;
  readonly vault: Vault;
  readonly port: webhooks.WebhookPort;
  readonly lanes: Lanes;
}

/** A reaction to every event: a row for each endpoint that wants to hear it. */
export async function queueWebhooks(
  db: Db,
  event: { readonly merchant: MerchantId; readonly id: webhooks.EventId; readonly name: string },
): Promise<void> {
  const { merchant, id, name } = event;
  const listeners = await db.reading(merchant, (reader) => webhooks.listeners(reader, name));
  if (listeners.length === 0) return;
  await db.transaction(merchant, async (tx) => {
    for (const endpoint of await webhooks.queue(tx, listeners, id))
      setTimer(tx, WEBHOOK_TIMER, endpoint, tx.now);
  });
}

/** The timer's ring: begins a round and does not wait for it, so that others' timers ring too. */
export async function startDeliveries(
  courier: Courier,
  merchant: MerchantId,
  id: webhooks.EndpointId,
): Promise<void> {
  const { db, lanes } = courier;
  if (lanes.isBusy(id)) {
    // The round under way sets the timer anew when it ends; should we die before, this one rings.
    return db.transaction(merchant, async (tx) =>
      setTimer(tx, WEBHOOK_TIMER, id, webhooks.whenFree(tx)),
    );
  }
  const round = await db.transaction(merchant, async (tx) => {
    const endpoint = await webhooks.endpointOf(tx, id);
    if (endpoint.disabledAt !== null) return null;
    const due = await webhooks.takeDue(tx, id);
    await wakeForNext(tx, id);
    return { endpoint, due };
  });
  if (round === null || round.due.length === 0) return;
  lanes.start(id, async () => {
    for (const delivery of round.due)
      if (!(await deliver(courier, merchant, round.endpoint, delivery))) return;
    await db.transaction(merchant, (tx) => wakeForNext(tx, id));
  });
}

async function wakeForNext(tx: Tx, id: webhooks.EndpointId): Promise<void> {
  const next = await webhooks.nextDue(tx, id);
  if (next !== null) setTimer(tx, WEBHOOK_TIMER, id, next);
}

/** False when the endpoint is to hear nothing more. */
async function deliver(
  { db, vault, port }: Courier,
  merchant: MerchantId,
  endpoint: webhooks.Endpoint,
  delivery: webhooks.Delivery,
): Promise<boolean> {
  const { event, now } = await db.reading(merchant, async (reader) => {
    return { event: await findEvent(reader, delivery.event), now: reader.now };
  });
  if (event === null) return true; // its relay has not committed yet: it falls due again
  const body = JSON.stringify({ type: event.name, timestamp: event.at, data: event.facts });
  const sentMs = epochOf(now);
  const outcome = await port.post({
    url: endpoint.url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'quandian-webhooks/1',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(sentMs / 1_000)),
      'webhook-signature': signaturesOf(
        webhooks.secretsOf(vault, endpoint, now),
        event.id,
        sentMs,
        body,
      ),
    },
  });
  return db.transaction(merchant, async (tx) => {
    const verdict = webhooks.finish(tx, endpoint.id, delivery, outcome);
    if (verdict.kind === 'done' || verdict.kind === 'again') return true;
    await disableWebhook(tx, endpoint.id, verdict.kind);
    return false;
  });
}

/** With notice: in the audit trail, in the console, and as an event to whoever else listens. */
async function disableWebhook(tx: Tx, id: webhooks.EndpointId, reason: string): Promise<void> {
  if (!(await webhooks.disable(tx, id, reason))) return;
  const object = { kind: 'webhook', id };
  audit(tx, SYSTEM, { verb: 'webhooks.endpoint_disabled', object, facts: { reason } });
  outbox.put(tx, { name: 'webhooks.endpoint_disabled', facts: { endpoint: id, reason } });
}
