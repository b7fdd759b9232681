/**
 * The one table of who reacts to what. To learn what follows an event, read this file. Each may run
 * twice, since delivery is at least once: the second time it does nothing.
 */
import { countPoints } from './flows/count-points.ts';
import { queueWebhooks } from './flows/deliver-webhooks.ts';
import { dropSwap, endSwap } from './flows/end-swap.ts';
import { holdClosePortions } from './flows/hold-close-portions.ts';
import { judgeIncrement } from './flows/judge-increment.ts';
import { tellMember } from './flows/after-order-event.ts';
import { reverseInvoice } from './flows/request-invoice.ts';
import type { House } from './house.ts';
import type { CaseId, Id, MerchantId, OrderId } from './kernel/id.ts';
import type { Instant } from './kernel/time.ts';

export interface Happened {
  readonly merchant: MerchantId;
  readonly id: Id<'event'>;
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}
type React = (house: House, event: Happened) => Promise<unknown>;

const judge: React = ({ db }, { merchant, facts }) =>
  judgeIncrement(db, merchant, facts.order as OrderId);

/** A case that was answered no lets go of what it held; an order that ends may end an exchange. */
const letGo: React = ({ db }, { merchant, facts }) => dropSwap(db, merchant, facts.case as CaseId);
const swapped: React = ({ db }, { merchant, facts }) =>
  endSwap(db, merchant, facts.order as OrderId);

/** What was invoiced and came back is taken back. */
const reversed: React = ({ db }, { merchant, facts }) =>
  reverseInvoice(db, merchant, facts.order as OrderId);

const holdClose: React = (house, { merchant, facts }) =>
  holdClosePortions(house, merchant, facts.order as OrderId);

const points: React = ({ db }, { merchant, facts }) =>
  countPoints(db, merchant, facts.order as OrderId);

export const reactions: Readonly<Record<string, readonly React[]>> = {
  'orders.paid': [holdClose, tellMember, judge],
  'orders.ready': [tellMember],
  'orders.rerouted': [tellMember, judge],
  'orders.parked': [tellMember, judge],
  'orders.received': [tellMember, judge, swapped, points],
  'orders.cancelled': [tellMember, swapped],
  'orders.aftersales_decided': [letGo],
  'orders.refunded': [tellMember, reversed, points],
  'orders.settled': [points],
};

/** Whoever outside wants to hear of it: of every event, so it stands in no line above. */
const tellOutside: React = ({ db }, event) => queueWebhooks(db, event);

/** Runs all reactions of one event. */
export async function react(house: House, event: Happened): Promise<void> {
  for (const reaction of [...(reactions[event.name] ?? []), tellOutside])
    await reaction(house, event);
}
