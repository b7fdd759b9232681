/** Endpoints of the chain's own systems: made, changed, given a new secret, put to rest. */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as webhooks from '../modules/webhooks/webhooks.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import { findEvent } from '../platform/event.ts';
import type { Vault } from '../platform/secret.ts';
import { setTimer } from '../platform/timer.ts';
import { WEBHOOK_TIMER } from './steps/webhook-timer.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}
export interface WebhookDesk {
  readonly db: Db;
  readonly vault: Vault;
  readonly port: Pick<webhooks.WebhookPort, 'objectionTo'>;
}
type Form = Omit<webhooks.EndpointForm, 'madeBy'>;

const said = (tx: Tx, { actor }: Deed, verb: string, id: string, facts = {}): void =>
  audit(tx, actor, { verb, object: { kind: 'webhook', id }, facts });

function mustLeadOut({ port }: WebhookDesk, url: string): void {
  const objection = port.objectionTo(url);
  if (objection !== null) throw new Refusal('invalid', 'webhooks.not_there', { objection });
}

/** @throws Refusal `webhooks.not_there`, `webhooks.id_taken` */
export function makeWebhook(
  desk: WebhookDesk,
  deed: Deed,
  form: Form,
): Promise<{ readonly secret: string }> {
  mustLeadOut(desk, form.url);
  return desk.db.transaction(deed.merchant, async (tx) => {
    const madeBy = deed.actor.id as StaffId;
    const secret = await webhooks.makeEndpoint(tx, desk.vault, { ...form, madeBy });
    said(tx, deed, 'webhooks.endpoint_made', form.id, { url: form.url, events: form.events });
    return { secret };
  });
}

/** @throws Refusal `webhooks.not_there`, `webhooks.no_such_endpoint` */
export async function changeWebhook(desk: WebhookDesk, deed: Deed, form: Form): Promise<void> {
  mustLeadOut(desk, form.url);
  await desk.db.transaction(deed.merchant, async (tx) => {
    webhooks.changeEndpoint(tx, form);
    said(tx, deed, 'webhooks.endpoint_changed', form.id, { url: form.url, events: form.events });
  });
}

/** @throws Refusal `webhooks.no_such_endpoint` */
export function rotateWebhookSecret(
  desk: WebhookDesk,
  deed: Deed,
  id: webhooks.EndpointId,
): Promise<{ readonly secret: string }> {
  return desk.db.transaction(deed.merchant, async (tx) => {
    const secret = webhooks.rotateSecret(tx, desk.vault, id);
    said(tx, deed, 'webhooks.secret_rotated', id);
    return { secret };
  });
}

/** What waits while it rests is sent when it wakes. @throws Refusal `webhooks.no_such_endpoint` */
export function switchWebhook(
  { db }: WebhookDesk,
  deed: Deed,
  id: webhooks.EndpointId,
  awake: boolean,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    await webhooks.endpointOf(tx, id);
    if (awake) {
      webhooks.enable(tx, id);
      setTimer(tx, WEBHOOK_TIMER, id, tx.now);
    } else if (!(await webhooks.disable(tx, id, 'by_hand'))) return;
    said(tx, deed, awake ? 'webhooks.endpoint_enabled' : 'webhooks.endpoint_disabled', id);
  });
}

/** @throws Refusal `webhooks.no_such_endpoint`, `webhooks.no_such_event` */
export function replayEvent(
  { db }: WebhookDesk,
  deed: Deed,
  id: webhooks.EndpointId,
  event: webhooks.EventId,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    await webhooks.endpointOf(tx, id);
    if ((await findEvent(tx, event)) === null)
      throw new Refusal('not_found', 'webhooks.no_such_event');
    webhooks.queueAgain(tx, id, event);
    setTimer(tx, WEBHOOK_TIMER, id, tx.now);
    said(tx, deed, 'webhooks.event_replayed', id, { event });
  });
}
