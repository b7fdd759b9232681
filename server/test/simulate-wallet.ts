/** What chance does with wallets: topped up, paid with, counted, ended, paid out again. */
import { askCash, decideCash } from '../src/flows/cash-out.ts';
import { countPoints } from '../src/flows/count-points.ts';
import { endBuckets } from '../src/flows/end-buckets.ts';
import type { MemberId, OrderId, StaffId } from '../src/kernel/id.ts';
import { fen } from '../src/kernel/money.ts';
import * as members from '../src/modules/members/members.ts';
import type { CashAskId } from '../src/modules/wallet/wallet.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { buy, pay } from '../../demo/life/deeds.ts';
import type { House } from './house.ts';
import { lastOrders, type Command, type Player } from './simulate-player.ts';
import { openWalletKit } from './wallet-kit.ts';

const ownerOf = (house: House, { merchant }: Player, member: MemberId): Promise<MemberId> =>
  house.db.reading(merchant, async (r) => (await members.survivor(r, member)).id);

const topUp: Command = async (house, player, roll) => {
  const member = await ownerOf(house, player, roll.pick(player.members).id);
  const kit = openWalletKit(house, player.merchant);
  const intent = await kit.ask(member, roll.between(2_000, 9_000), roll.pick([0, 300, 1_000]));
  if (roll.next() < 0.9) await kit.report(intent);
  if (roll.next() < 0.1) await kit.report(intent);
};

/** Some leave the rest unpaid, and lose what was held when the time is over. */
const payByWallet: Command = async (house, player, roll) => {
  const buyer = roll.pick(player.members);
  const item = { sku: roll.pick(player.skus), quantity: roll.between(1, 3) };
  const wish = { buyer, outlet: roll.pick(player.outlets), items: [item], way: 'pickup' } as const;
  await buy(player.town, { ...wish, splitAgreed: true }, false);
  const kit = openWalletKit(house, player.merchant);
  const member = await ownerOf(house, player, buyer.id);
  const { rows } = await house.owner.query<{ id: OrderId; fen: number }>(
    `select id, payable_fen::int as fen from orders."order"
     where member_id = $1 and state = 'unpaid' and tender_fen = 0 order by id desc limit 1`,
    [buyer.id],
  );
  if (rows[0] === undefined) return;
  const { id, fen: payable } = rows[0];
  player.orders.push({ id, buyer });
  if (roll.next() < 0.7) await kit.topUp(member, roll.between(1_000, 6_000), 200);
  const use = { balance: roll.next() < 0.8, points: roll.next() < 0.7 };
  const { state } = await kit.pay(id, member, payable, use);
  if (state === 'held' && roll.next() < 0.6) await pay(player.town, id, member);
};

const count: Command = async (house, player, roll) => {
  const recent = lastOrders(player);
  if (recent.length === 0) return;
  for (let i = 0; i < 3; i += 1) await countPoints(house.db, player.merchant, roll.pick(recent).id);
};

const end: Command = async (house, player, roll) => {
  const { merchant } = player;
  await endBuckets(house.db, merchant, `${roll.pick(player.members).id}:any`);
};

const cash: Command = async (house, player, roll) => {
  const { merchant, finance } = player;
  const member = await ownerOf(house, player, roll.pick(player.members).id);
  const id = newUuid(house.clock.now()) as CashAskId;
  const amount = fen(roll.between(100, 4_000));
  await askCash(house.db, { merchant, id, member, amount, reason: '不用了', by: null });
  const staff = roll.pick(finance) as StaffId;
  const accepted = roll.next() < 0.8;
  await decideCash(house.db, { merchant, id, staff, accepted, answer: '' });
};

export const WALLETS = [
  [1, 'top up', topUp],
  [3, 'pay by wallet', payByWallet],
  [3, 'count points', count],
  [0.3, 'end buckets', end],
  [0.5, 'principal back', cash],
] as const satisfies readonly (readonly [number, string, Command])[];
