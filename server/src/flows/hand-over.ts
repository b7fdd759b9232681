/**
 * The member stands at the counter with her code: staff of that outlet type eight digits or scan
 * the QR, the goods leave the book, the order is received.
 */
import type { MerchantId, OrderId, OutletId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { minutes } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type { Db, Reader } from '../platform/db.ts';
import { releaseQuota, spendTry } from '../platform/quota.ts';
import { advance, handGoodsOver, mustBe, workOn } from './steps/parcel-life.ts';

export interface HandOver {
  readonly merchant: MerchantId;
  readonly outlet: OutletId;
  readonly staff: StaffId;
  /** Eight digits as typed, or what the QR says. */
  readonly code: string;
}

const TRIES_AN_HOUR = 10;

/**
 * @throws Refusal `platform.too_many_tries`, `pickup.no_such_code`, `pickup.code_used`,
 * `pickup.other_outlet`, `pickup.not_ready_yet`
 */
export async function handOver(
  { db }: { db: Db },
  wish: HandOver,
): Promise<{ readonly order: OrderId }> {
  const found = await findParcel({ db }, wish);
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, found.order, wish.outlet).catch((no: unknown) => {
      throw no instanceof Refusal ? new Refusal('not_found', 'pickup.no_such_code') : no;
    });
    const { parcel } = work;
    if (parcel.state === 'received') throw await usedOf(tx, parcel);
    if (parcel.state === 'paid' || parcel.state === 'picking')
      throw new Refusal('conflict', 'pickup.not_ready_yet', { state: parcel.state });
    mustBe(work, 'ready');
    releaseQuota(tx, triesOf(wish.staff));
    handGoodsOver(tx, work, wish.staff);
    fulfilment.receive(tx, parcel);
    await advance(tx, work, {
      to: 'received',
      verb: 'handed_over',
      event: 'orders.handed_over',
      actor: { kind: 'staff', id: wish.staff },
    });
    return { order: found.order };
  });
}

const triesOf = (staff: StaffId) => ({
  scope: `pickup:${staff}`,
  most: TRIES_AN_HOUR,
  windowMs: minutes(60),
});

/**
 * A try is spent before the look, so that the eleventh guess learns nothing even if it is right.
 */
async function findParcel(
  { db }: { db: Db },
  { merchant, outlet, staff, code }: HandOver,
): Promise<fulfilment.FoundParcel> {
  await spendTry(db, merchant, [triesOf(staff)]);
  const typed = /^\d{8}$/.test(code);
  const found = await db.reading(merchant, (reader) =>
    typed ? fulfilment.byCode(reader, outlet, code) : fulfilment.byToken(reader, code),
  );
  if (found !== null && found.outlet === outlet) return found;
  if (found !== null) {
    const directory = await db.reading(merchant, (reader) => chain.directory(reader));
    const name = directory.outlet(found.outlet)?.shortName ?? '';
    throw new Refusal('conflict', 'pickup.other_outlet', { outlet: name });
  }
  throw new Refusal('not_found', 'pickup.no_such_code');
}

async function usedOf(reader: Reader, parcel: fulfilment.Parcel): Promise<Refusal> {
  const directory = await chain.directory(reader);
  return new Refusal('conflict', 'pickup.code_used', {
    at: parcel.receivedAt,
    outlet: directory.outlet(parcel.outlet)?.shortName ?? '',
  });
}
