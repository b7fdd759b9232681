/** A member shows what is wrong with it; who may see the case may see the picture. */
import type { Id, MemberId, MerchantId, NodeId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addDays, after, dayOf, days, minutes, startOf } from '../kernel/time.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { photoFiles, redrawn, type PhotoSize } from '../platform/photos/photos.ts';
import { spendTry } from '../platform/quota.ts';
import { setTimer } from '../platform/timer.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustBeHers } from './steps/own-order.ts';
import { mustReach } from './steps/within-reach.ts';

interface PhotoHouse {
  readonly db: Db;
  readonly dataDir: string;
}
type PhotoId = orders.photos.PhotoId;
const AN_HOUR = 30;

/**
 * @throws Refusal `orders.no_such_order`, `orders.photos_enough`, `orders.photo_not_a_picture`,
 * `orders.id_used`, `platform.too_many_tries`
 */
export async function addPhoto(
  { db, dataDir }: PhotoHouse,
  wish: {
    readonly merchant: MerchantId;
    readonly member: MemberId;
    readonly order: OrderId;
    readonly id: PhotoId;
    /** Read only when she may send it. */
    readonly read: () => Promise<Buffer>;
  },
): Promise<{ readonly id: PhotoId; readonly width: number; readonly height: number }> {
  const { merchant, member, order, id, read } = wish;
  await db.reading(merchant, async (reader) => {
    await mustBeHers(reader, await orders.get(reader, order), member);
    await orders.photos.mayKeep(reader, order);
  });
  const tries = { scope: `photo:${member}`, most: AN_HOUR, windowMs: minutes(60) };
  await spendTry(db, merchant, [tries]);
  const drawn = await redrawn(await read());
  if (drawn === null) throw new Refusal('invalid', 'orders.photo_not_a_picture');
  const { width, height } = drawn;
  const isNew = await db.transaction(merchant, async (tx) => {
    const standing = await orders.photos.find(tx, id);
    if (standing !== null && standing.order !== order)
      throw new Refusal('invalid', 'orders.id_used', { id });
    if (standing !== null) return false;
    const forget = after(tx.now, days(2)); // until it is sent with a case
    orders.photos.keep(tx, { id, order, member, width, height, forget });
    forgetLater(tx);
    return true;
  });
  // The row first: whoever has it owns the name, and nobody writes over another's file.
  if (isNew) await photoFiles(dataDir).keep(merchant, id, drawn);
  return { id, width, height };
}

/** One timer a day for all of a merchant's photos. */
function forgetLater(tx: Parameters<typeof setTimer>[0]): void {
  const tomorrow = addDays(dayOf(tx.now), 1);
  setTimer(tx, 'orders.forget_photos', tomorrow, startOf(tomorrow));
}

type Eyes =
  | { readonly member: MemberId; readonly order: OrderId }
  | { readonly reach: readonly NodeId[]; readonly case: string };

/** @throws Refusal `orders.no_such_photo`, to whoever may not see it as well */
export async function seePhoto(
  { db, dataDir }: PhotoHouse,
  merchant: MerchantId,
  { id, size, eyes }: { readonly id: PhotoId; readonly size: PhotoSize; readonly eyes: Eyes },
): Promise<Buffer> {
  const none = () => new Refusal('not_found', 'orders.no_such_photo');
  await db.transaction(merchant, async (tx) => {
    const photo = await orders.photos.find(tx, id);
    if (photo === null) throw none();
    if ('member' in eyes) {
      if (photo.order !== eyes.order) throw none();
      await mustBeHers(tx, await orders.get(tx, photo.order), eyes.member);
    } else {
      if (photo.case !== eyes.case) throw none();
      mustReach(await orderMoneyOf(tx, photo.order), eyes.reach);
    }
  });
  const bytes = await photoFiles(dataDir).read(merchant, id, size);
  if (bytes === null) throw none();
  return bytes;
}

const AT_ONCE = 200;
/** Rows first, then files: a file without its row is seen by nobody. */
export async function forgetPhotos({ db, dataDir }: PhotoHouse, merchant: MerchantId) {
  const gone = await db.transaction(merchant, async (tx) => {
    const ids = await orders.photos.forgotten(tx, AT_ONCE);
    if (ids.length > 0) orders.photos.forget(tx, ids);
    forgetLater(tx);
    return ids;
  });
  for (const id of gone) await photoFiles(dataDir).forget(merchant, id as Id<'photo'>);
  return gone.length;
}
