/**
 * The book says it is there and the shelf says it is not: the missing pieces leave the book, and
 * the member has their money back, or the whole parcel goes to an outlet that has them.
 */
import type { RefundId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as inventory from '../modules/inventory/inventory.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import type { StoreWork } from './steps/store-work.ts';
import { holdsOf, mustBe, workOn, type ParcelWork } from './steps/parcel-life.ts';
import { refundWithin } from './steps/refund.ts';
import { rerouteWithin } from './steps/reroute.ts';

interface Missing {
  readonly no: number;
  readonly missing: number;
}
export interface ShortPick extends StoreWork {
  readonly lines: readonly Missing[];
  readonly then: 'refund' | 'reroute';
}

/** @throws Refusal `fulfilment.no_such_line`, `fulfilment.not_that_many`, `…parcel_has_moved_on` */
export function shortPick({ db, vault }: { db: Db; vault: Vault }, wish: ShortPick): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    mustBe(work, 'picking');
    const actor = { kind: 'staff', id: wish.staff } as const;
    const gone = new Map(wish.lines.map((line) => [heldFor(work, line), line.missing]));
    for (const [held, missing] of gone)
      inventory.writeOffShort(tx, wish.order, held, missing, wish.staff);
    orders.note(tx, wish.order, 'short', actor, { lines: wish.lines, outlet: wish.outlet });
    const holds = work.holds
      .map((held) => ({ ...held, rest: held.rest - (gone.get(held) ?? 0) }))
      .filter(({ rest }) => rest > 0);
    const left = { ...work, holds };
    if (wish.then === 'reroute') {
      await rerouteWithin(tx, vault, left, work.parcel, { why: 'short', actor, reason: 'short' });
      return;
    }
    await refundWithin(tx, left, {
      id: tx.newId<'refund'>() as RefundId,
      asks: wish.lines.map(({ no, missing }) => ({ no, pieces: missing, amount: null })),
      reason: 'short',
      case: null,
      actor,
      sellable: [],
      goods: 'kept',
    });
  });
}

function heldFor(work: ParcelWork, { no, missing }: Missing): inventory.OpenHold {
  const held = holdsOf(work).find(({ lineNo }) => lineNo === no);
  if (held === undefined) throw new Refusal('invalid', 'fulfilment.no_such_line', { no });
  if (missing > held.rest)
    throw new Refusal('conflict', 'fulfilment.not_that_many', { no, held: held.rest });
  return held;
}
