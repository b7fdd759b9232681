/** What the people of the town do, each by the flow that the real app uses. */
import { acceptParcel } from '../../server/src/flows/accept-parcel.ts';
import { capturePayment } from '../../server/src/flows/capture-payment.ts';
import { changeCart } from '../../server/src/flows/change-cart.ts';
import { deliverParcel } from '../../server/src/flows/deliver-parcel.ts';
import { dispatchParcel } from '../../server/src/flows/dispatch-parcel.ts';
import { handBack } from '../../server/src/flows/hand-back.ts';
import { handOver } from '../../server/src/flows/hand-over.ts';
import { openLink } from '../../server/src/flows/open-link.ts';
import { openPayment } from '../../server/src/flows/open-payment.ts';
import { placeOrder } from '../../server/src/flows/place-order.ts';
import { quoteCart } from '../../server/src/flows/quote-cart.ts';
import { readyParcel } from '../../server/src/flows/ready-parcel.ts';
import { recordVisits } from '../../server/src/flows/record-visits.ts';
import { sendCode } from '../../server/src/flows/send-code.ts';
import { shortPick } from '../../server/src/flows/short-pick.ts';
import { signInByCode } from '../../server/src/flows/sign-in-by-code.ts';
import { tickLine } from '../../server/src/flows/tick-line.ts';
import type {
  CartId,
  GroupId,
  Id,
  MemberId,
  OrderId,
  OutletId,
  SkuId,
  StaffId,
} from '../../server/src/kernel/id.ts';
import type { LinkCode } from '../../server/src/kernel/id.ts';
import * as fulfilment from '../../server/src/modules/fulfilment/fulfilment.ts';
import { hashOf, newToken } from '../../server/src/platform/secret.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import type { Neighbour } from './neighbours.ts';
import { iso, type Town } from './town.ts';

/** A neighbour who has signed up. */
export interface Resident extends Neighbour {
  readonly id: MemberId;
  readonly device: string;
  readonly home: OutletId;
  address: Id<'address'> | null;
}

export const CHANNEL = { name: 'sandbox', app: 'quandian-sandbox' } as const;
export const newDevice = (): string => hashOf(newToken());

export async function signUp(
  town: Town,
  neighbour: Neighbour,
  home: OutletId,
  device: string,
): Promise<Resident> {
  const { house, merchant } = town;
  let code = '';
  const sms = {
    send: async ({ params }: { params: readonly string[] }) => void (code = params[0]!),
  };
  const { phone, name, complex } = neighbour;
  await sendCode({ ...house, sms }, { merchant, phone, purpose: 'sign_in', ip: null });
  const { marketing, showName } = neighbour;
  const agreement = {
    terms: true,
    privacy: true,
    marketing,
    showName,
    textVersion: '2026-11',
    channel: 'shop',
  };
  const place = { lat: complex.lat, lng: complex.lng };
  const arrival = { device, agreement, name, outlet: home, place, complex: complex.id };
  const { member } = await signInByCode(house, { merchant, phone, code, ...arrival });
  town.count('members');
  return { ...neighbour, id: member, device, home, address: null };
}

export interface Share {
  readonly sharer:
    | { readonly kind: 'member'; readonly id: MemberId }
    | { readonly kind: 'staff'; readonly id: StaffId };
  readonly outlet: OutletId;
  readonly product: string;
  readonly group: GroupId | null;
  readonly words: string;
}
export async function share(town: Town, wish: Share): Promise<LinkCode> {
  const { sharer, outlet, product, group, words } = wish;
  const link = await openLink(town.house.db, {
    merchant: town.merchant,
    sharer,
    outlet,
    targetKind: 'product',
    target: product,
    channel: group === null ? 'wechat_chat' : 'wechat_group',
    group,
    opengid: null,
    domain: 'private',
    words,
  });
  town.count('links');
  return link.code;
}

export interface Visitor {
  readonly device: string;
  readonly member: MemberId | null;
}
export async function visit(
  town: Town,
  code: LinkCode | null,
  outlet: OutletId,
  visitors: readonly Visitor[],
): Promise<void> {
  const { house, merchant, nowMs } = town;
  const visits = visitors.map(({ device, member }) => ({
    id: newUuid(nowMs) as Id<'visit'>,
    code,
    entry: code === null ? ('direct' as const) : ('link' as const),
    domain: 'private' as const,
    outlet,
    device,
    member,
    ipClass: '',
  }));
  await recordVisits(house.db, merchant, visits);
  town.count('visits', visits.length);
}

export interface Purchase {
  readonly buyer: Resident;
  readonly outlet: OutletId;
  readonly items: readonly { readonly sku: SkuId; readonly quantity: number }[];
  readonly way: 'pickup' | 'delivery';
  readonly notBefore?: number | null;
  readonly splitAgreed?: boolean;
}

/** Cart, price, order, payment. Null: the town's stores cannot, or she does not pay. */
export async function buy(town: Town, wish: Purchase, pays: boolean): Promise<OrderId | null> {
  const { house, merchant } = town;
  const { buyer, outlet, items, way, notBefore = null, splitAgreed = false } = wish;
  const holder = { member: buyer.id, device: buyer.device };
  let cart: {
    id: CartId | null;
    version: number;
    items: readonly { sku: SkuId; quantity: number }[];
  } | null = null;
  for (const item of items) cart = await changeCart(house, { merchant, holder, outlet, ...item });
  const wanted = cart!.items.map(({ sku, quantity }) => ({ sku, quantity }));
  const checkout = {
    outlet,
    items: wanted,
    way,
    notBefore: notBefore === null ? null : iso(notBefore),
    splitAgreed,
  };
  const where = { address: buyer.address, member: buyer.id, merchant };
  const { token, route } = await quoteCart(house, { ...checkout, ...where });
  if (route.outcome === 'parked') {
    for (const { sku } of items)
      await changeCart(house, { merchant, holder, outlet, sku, quantity: 0 });
    town.count('not_possible');
    return null;
  }
  const id = newUuid(town.nowMs) as OrderId;
  await placeOrder(house, {
    ...checkout,
    ...where,
    id,
    cart: { id: cart!.id!, version: cart!.version },
    contact: null,
    quoteToken: token,
    note: '',
  });
  town.count('orders');
  if (!pays) return null;
  await pay(town, id, buyer.id);
  return id;
}

/** What is left of it, at the cashier. */
export async function pay(
  { house, merchant, nowMs }: Town,
  order: OrderId,
  member: MemberId,
): Promise<void> {
  const { intent } = await openPayment(house.db, { merchant, order, member, channel: CHANNEL });
  await capturePayment(house, {
    merchant,
    channel: CHANNEL,
    notice: {
      kind: 'paid',
      app: CHANNEL.app,
      currency: 'CNY',
      outTradeNo: intent.outTradeNo,
      providerNo: `SB${newUuid(nowMs)}`,
      amount: intent.amount,
    },
  });
}

export const parcelsOf = ({ house, merchant }: Town, order: OrderId) =>
  house.db.reading(merchant, (reader) => fulfilment.parcelsOf(reader, order)).then(fulfilment.live);

export type StoreDeed =
  | 'accept'
  | 'hand_back'
  | 'ready'
  | 'short'
  | 'elsewhere'
  | 'dispatch'
  | 'deliver';
export async function storeDeed(
  { house, merchant }: Town,
  deed: StoreDeed,
  parcel: fulfilment.Parcel,
  staff: StaffId,
): Promise<void> {
  const { order, outlet, lineNos } = parcel;
  const work = { merchant, order, outlet, staff };
  if (deed === 'accept') return acceptParcel(house, work);
  if (deed === 'hand_back') return void (await handBack(house, { ...work, reason: '人手不够' }));
  if (deed === 'short' || deed === 'elsewhere') {
    const lines = [{ no: lineNos.find((no) => no > 0)!, missing: 1 }];
    const then = deed === 'short' ? 'refund' : 'reroute';
    return shortPick(house, { ...work, lines, then });
  }
  if (deed === 'dispatch') return dispatchParcel(house, work);
  if (deed === 'deliver')
    return deliverParcel(house, { merchant, order, outlet, actor: { kind: 'staff', id: staff } });
  for (const line of lineNos) if (line > 0) await tickLine(house, { ...work, line, picked: true });
  return readyParcel(house, { ...work, shelf: String(1 + (lineNos.length % 6)) });
}

/** She stands at the counter and shows her code. */
export async function fetchGoods(
  town: Town,
  parcel: fulfilment.Parcel,
  staff: StaffId,
): Promise<void> {
  const { house, merchant } = town;
  const code = await house.db.reading(merchant, (reader) => fulfilment.codeOf(reader, parcel));
  await handOver(house, { merchant, outlet: parcel.outlet, staff, code });
  town.count('collected');
}
