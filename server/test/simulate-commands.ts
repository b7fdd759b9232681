/** What chance may do to a merchant's orders, and how often. */
import { cancelOrder } from '../src/flows/cancel-order.ts';
import { capturePayment } from '../src/flows/capture-payment.ts';
import { askAftersales } from '../src/flows/ask-aftersales.ts';
import { decideAftersales } from '../src/flows/decide-aftersales.ts';
import { openPayment } from '../src/flows/open-payment.ts';
import { openLink } from '../src/flows/open-link.ts';
import { recordVisits } from '../src/flows/record-visits.ts';
import { lookAgain } from '../src/flows/retry-parked.ts';
import type { CaseId, MemberId, OrderId } from '../src/kernel/id.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { buy, CHANNEL, fetchGoods, parcelsOf, storeDeed } from '../../demo/life/deeds.ts';
import type { Dice } from '../../demo/world/dice.ts';
import type { House } from './house.ts';
import { AFTERSALES } from './simulate-aftersales.ts';
import { BACKROOM } from './simulate-backroom.ts';
import { WALLETS } from './simulate-wallet.ts';
import { lastOrders, type Command, type Player } from './simulate-player.ts';

const anyOrder = (player: Player, roll: Dice) => {
  const recent = lastOrders(player);
  return recent.length === 0 ? null : roll.pick(recent);
};

async function anyParcel(player: Player, roll: Dice, states: readonly string[]) {
  for (let tries = 0; tries < 6; tries += 1) {
    const order = anyOrder(player, roll);
    if (order === null) return null;
    const found = (await parcelsOf(player.town, order.id)).filter(({ state }) =>
      states.includes(state),
    );
    if (found[0] !== undefined) return found[0];
  }
  return null;
}
const onParcel =
  (deed: Parameters<typeof storeDeed>[1], ...states: readonly string[]): Command =>
  async (_, player, roll) => {
    const parcel = await anyParcel(player, roll, states);
    if (parcel !== null) await storeDeed(player.town, deed, parcel, player.staff);
  };

async function paid(
  house: House,
  { merchant }: Player,
  order: OrderId,
  member: MemberId,
  more = 0,
) {
  const { intent } = await openPayment(house.db, { merchant, order, member, channel: CHANNEL });
  const { outTradeNo, amount } = intent;
  const notice = { kind: 'paid', app: CHANNEL.app, currency: 'CNY', outTradeNo } as const;
  const providerNo = `SIM${newUuid(house.clock.now())}`;
  const told = { ...notice, providerNo, amount: (amount + more) as typeof amount };
  await capturePayment(house, { merchant, channel: CHANNEL, notice: told });
  return told;
}

export const COMMANDS: readonly (readonly [weight: number, name: string, command: Command])[] = [
  [
    14,
    'buy',
    async (_, player, roll) => {
      const buyer = roll.pick(player.members);
      const kinds = roll.between(1, 2);
      const skus = new Set(Array.from({ length: kinds }, () => roll.pick(player.skus)));
      const items = [...skus].map((sku) => ({ sku, quantity: roll.between(1, 3) }));
      const way = buyer.address !== null && roll.next() < 0.9 ? 'delivery' : 'pickup';
      const splitAgreed = roll.next() < 0.5;
      const wish = { buyer, outlet: roll.pick(player.outlets), items, way, splitAgreed } as const;
      const id = await buy(player.town, wish, roll.next() < 0.85);
      if (id !== null) player.orders.push({ id, buyer });
    },
  ],
  [
    12,
    'share and visit',
    async (house, player, roll) => {
      const member = roll.pick(player.members);
      const sharer =
        roll.next() < 0.4
          ? ({ kind: 'staff', id: roll.pick(player.guides) } as const)
          : ({ kind: 'member', id: member.id } as const);
      const { code } = await openLink(house.db, {
        merchant: player.merchant,
        sharer,
        outlet: roll.pick(player.outlets),
        targetKind: 'product',
        target: roll.pick(player.products),
        channel: 'wechat_chat',
        group: null,
        opengid: null,
        domain: 'private',
        words: '',
      });
      const { id, device } = roll.pick(player.members);
      const visit = {
        id: newUuid(house.clock.now()) as never,
        code,
        entry: 'link',
        domain: 'private',
      } as const;
      await recordVisits(house.db, player.merchant, [
        { ...visit, outlet: null, device, member: id, ipClass: '' },
      ]);
    },
  ],
  [
    2,
    'pay again',
    async (house, player, roll) => {
      const order = anyOrder(player, roll);
      if (order !== null) await paid(house, player, order.id, order.buyer.id);
    },
  ],
  [
    3,
    'cancel',
    async (house, player, roll) => {
      const order = anyOrder(player, roll);
      if (order === null) return;
      const actor = { kind: 'member', id: order.buyer.id } as const;
      const wish = { merchant: player.merchant, order: order.id, actor, reason: 'changed_mind' };
      await cancelOrder(house.db, { ...wish, owner: order.buyer.id });
    },
  ],
  [16, 'accept', onParcel('accept', 'paid')],
  [12, 'ready', onParcel('ready', 'picking')],
  [2, 'short', onParcel('short', 'picking')],
  [1, 'short, so elsewhere', onParcel('elsewhere', 'picking')],
  [4, 'dispatch', onParcel('dispatch', 'ready')],
  [6, 'deliver', onParcel('deliver', 'on_the_way')],
  [2, 'hand back', onParcel('hand_back', 'paid', 'picking')],
  [
    10,
    'hand over',
    async (_, player, roll) => {
      const parcel = await anyParcel(player, roll, ['ready']);
      if (parcel !== null) await fetchGoods(player.town, parcel, player.staff);
    },
  ],
  [
    4,
    'ask to return',
    async (house, player, roll) => {
      const order = anyOrder(player, roll);
      if (order === null) return;
      const id = newUuid(house.clock.now()) as CaseId;
      const lines = [{ no: roll.between(1, 2), pieces: roll.between(1, 2), amountFen: null }];
      const ask = {
        id,
        kind: 'return_and_refund',
        reason: 'damaged',
        words: '',
        photos: [],
        lines,
      } as const;
      const { merchant } = player;
      await askAftersales(house.db, { merchant, member: order.buyer.id, order: order.id, ask });
      player.cases.push(id);
    },
  ],
  [
    4,
    'decide a return',
    async (house, player, roll) => {
      const open = player.cases.pop();
      if (open === undefined) return;
      await decideAftersales(house, {
        merchant: player.merchant,
        case: open,
        staff: player.staff,
        reach: [player.hq as never],
        accepted: roll.next() < 0.85,
        words: '',
        sellable: roll.next() < 0.5 ? [1] : [],
        goods: roll.next() < 0.4 ? 'bring' : 'here',
      });
      player.decided.push(open);
    },
  ],
  ...AFTERSALES,
  [
    2,
    'look again',
    async (house, player, roll) => {
      const order = anyOrder(player, roll);
      if (order !== null) await lookAgain(house, player.merchant, order.id);
    },
  ],
  ...BACKROOM,
  ...WALLETS,
  [1.5, 'an hour', async (house, { town }) => (house.clock.advance(3_600_000), town.settleDown())],
  [1, 'days', async (house, { town }) => (house.clock.advance(3 * 86_400_000), town.settleDown())],
];
