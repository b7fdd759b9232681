/** Which pictures belong to which case, and until when. The files are the platform's. */
import type { CaseId, Id, MemberId, OrderId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import * as rows from './store-photos.ts';

export type PhotoId = Id<'photo'>;
export const MOST_PHOTOS = 6;
/** Taken and not sent with a case. */
const MOST_LOOSE = 12;

export interface NewPhoto {
  readonly id: PhotoId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly width: number;
  readonly height: number;
  readonly forget: Instant;
}

/** @throws Refusal `orders.photos_enough` */
export async function mayKeep(reader: Reader, order: OrderId): Promise<void> {
  const [found] = await reader.ask(rows.countLoose, { order });
  if (found!.count >= MOST_LOOSE)
    throw new Refusal('conflict', 'orders.photos_enough', { most: MOST_LOOSE });
}
export const keep = (tx: Tx, photo: NewPhoto): void =>
  tx.guard(rows.insertPhoto, photo, () => new Again('sent meanwhile'));

/** @throws Refusal `orders.no_such_photo` */
export function attach(
  tx: Tx,
  order: OrderId,
  id: CaseId,
  { photos, forget }: { readonly photos: readonly string[]; readonly forget: Instant },
): void {
  if (photos.length === 0) return;
  const wish = { order, case: id, photos: photos as readonly PhotoId[], forget };
  const no = new Refusal('invalid', 'orders.no_such_photo');
  tx.guard(rows.attachPhotos, wish, () => new Again('a photo is used or gone', {}, no));
}

export async function find(reader: Reader, id: PhotoId) {
  const [found] = await reader.ask(rows.findPhoto, { id });
  return found ?? null;
}

/** Whose time is over; those of an open case stay. */
export async function forgotten(reader: Reader, most: number): Promise<PhotoId[]> {
  return (await reader.ask(rows.findForgotten, { most })).map(({ id }) => id);
}
export const forget = (tx: Tx, photos: readonly PhotoId[]): void =>
  tx.tell(rows.deletePhotos, { photos });
