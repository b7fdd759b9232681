/** What chance lets staff and time do beside the orders: stock, payouts, refunds, members moved. */
import type { Id, NodeId, RefundId, TransferId } from '../src/kernel/id.ts';
import { fen } from '../src/kernel/money.ts';
import {
  adjustStock,
  countStock,
  receiveStock,
  receiveTransfer,
  sendTransfer,
} from '../src/flows/change-stock.ts';
import { decideReview } from '../src/flows/decide-review.ts';
import { payOut, refuseWithdrawal, releaseWithdrawal } from '../src/flows/pay-out.ts';
import { refundOrderLines } from '../src/flows/refund-order-lines.ts';
import { mergeInto } from '../src/flows/steps/merge-members.ts';
import { transferMember } from '../src/flows/transfer-member.ts';
import { withdraw } from '../src/flows/withdraw.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { CHANNEL } from '../../demo/life/deeds.ts';
import { quietNeighbours } from '../../demo/life/quiet-neighbours.ts';
import { lastOrders, type Command, type Player } from './simulate-player.ts';
import type { House } from './house.ts';

const deedOf = ({ clock }: House, { merchant, staff, hq }: Player) => ({
  merchant,
  actor: { kind: 'staff', id: staff } as const,
  branches: [hq as NodeId],
  id: newUuid(clock.now()) as Id<'movement'>,
});
const stockDeed = (house: House, player: Player, outlet: Player['outlets'][number]) => ({
  ...deedOf(house, player),
  outlet,
});

/** What she has, or a little more than that: some withdrawals must be refused. */
export const takeOut: Command = async (house, player, roll) => {
  const { merchant } = player;
  const { rows } = await house.owner.query<{ account: string; fen: number }>(
    `select account, (balance_fen - pending_out_fen)::int as fen from ledger.account
     where merchant_id = $1 and account ~ '^due:(staff|member):' and balance_fen > pending_out_fen
     order by account`,
    [merchant],
  );
  if (rows.length === 0) return;
  const { account, fen: has } = roll.pick(rows);
  const [, kind, owner] = account.split(':') as [string, 'staff' | 'member', string];
  const id = newUuid(house.clock.now());
  const amount = fen(roll.next() < 0.1 ? has + 5 : roll.between(1, Math.ceil(has / 2)));
  const wish = { merchant, id, party: { kind, id: owner }, amount };
  await withdraw(house.db, { ...wish, channel: CHANNEL.name });
  player.withdrawals.push(id);
};

/** Whoever of finance is at hand: much needs two of them. */
export const letGo: Command = async (house, player, roll) => {
  const id = player.withdrawals.pop();
  if (id === undefined) return;
  const { merchant } = player;
  const staff = roll.pick(player.finance);
  if (roll.next() < 0.2) {
    await refuseWithdrawal(house.db, { merchant, id, staff, reason: '资料不全' });
    return;
  }
  const { state } = await releaseWithdrawal(house.db, { merchant, id, staff });
  if (state === 'approved') {
    player.withdrawals.push(id);
    return;
  }
  const sandbox = quietNeighbours(house).payments.standard!;
  const answer = roll.next() < 0.8 ? ('paid' as const) : ('failed' as const);
  await payOut(house.db, { ...sandbox, payOut: async () => answer }, merchant, id);
};

/** Of any age: what is settled already is clawed back. */
const giveBack: Command = async (house, player, roll) => {
  const { orders } = player;
  if (orders.length === 0) return;
  const { merchant, staff, hq } = player;
  const pieces = roll.between(0, 2);
  const amount = pieces === 0 ? fen(roll.between(1, 900)) : null;
  const no = roll.between(0, 2);
  await refundOrderLines(house.db, {
    merchant,
    order: roll.pick(orders).id,
    id: newUuid(house.clock.now()) as RefundId,
    asks: roll.next() < 0.1 ? 'all' : [{ no, pieces: no === 0 ? 0 : pieces, amount }],
    reason: 'kindness',
    sellable: roll.next() < 0.5 ? [1, 2] : [],
    staff,
    reach: [hq as NodeId],
  });
};

const review: Command = async (house, player, roll) => {
  const recent = lastOrders(player);
  if (recent.length === 0) return;
  const { merchant, staff, hq } = player;
  const accepted = roll.next() < 0.7;
  const reach = [hq as NodeId];
  const order = roll.pick(recent).id;
  await decideReview(house.db, { merchant, order, accepted, words: '', staff, reach });
};

const arrive: Command = async (house, player, roll) => {
  const arrivals = [
    { sku: roll.pick(player.skus), quantity: roll.between(5, 20), unitCostFen: fen(900) },
  ];
  await receiveStock(house.db, {
    ...stockDeed(house, player, roll.pick(player.outlets)),
    arrivals,
  });
};
const count: Command = async (house, player, roll) => {
  const counts = [{ sku: roll.pick(player.skus), counted: roll.between(0, 20) }];
  await countStock(house.db, { ...stockDeed(house, player, roll.pick(player.outlets)), counts });
};
const adjust: Command = async (house, player, roll) => {
  const adjustment = { sku: roll.pick(player.skus), delta: -1, reason: 'damaged' } as const;
  const deed = stockDeed(house, player, roll.pick(player.outlets));
  await adjustStock(house.db, { ...deed, adjustment });
};

const send: Command = async (house, player, roll) => {
  const outlet = roll.pick(player.outlets);
  const to = roll.pick(player.outlets);
  const id = newUuid(house.clock.now()) as TransferId;
  const lines = [{ sku: roll.pick(player.skus), quantity: roll.between(1, 5) }];
  await sendTransfer(house.db, { ...deedOf(house, player), id, outlet, to, lines });
  player.transfers.push({ id, outlet: to });
};
const unload: Command = async (house, player) => {
  const sent = player.transfers.pop();
  if (sent === undefined) return;
  const received = null;
  await receiveTransfer(house.db, { ...deedOf(house, player), ...sent, received });
};

const move: Command = async (house, player, roll) => {
  const { merchant, staff, hq } = player;
  const kind = roll.next() < 0.5 ? 'guide' : 'outlet';
  await transferMember(house.db, {
    merchant,
    actor: { kind: 'staff', id: staff },
    by: staff,
    branches: [hq as NodeId],
    member: roll.pick(player.members).id,
    kind,
    to: kind === 'guide' ? roll.pick(player.guides) : roll.pick(player.outlets),
    reason: 'asked',
  });
};

/** Two accounts turn out to be one person; both go on being used, as people do. */
const merge: Command = async (house, player, roll) => {
  const [one, two] = [roll.pick(player.members).id, roll.pick(player.members).id];
  await house.db.transaction(player.merchant, (tx) => mergeInto(tx, one, two));
};

export const BACKROOM = [
  [5, 'withdraw', takeOut],
  [5, 'release a withdrawal', letGo],
  [3, 'refund without a case', giveBack],
  [1, 'decide a review', review],
  [4, 'goods arrive', arrive],
  [1, 'count', count],
  [1, 'throw away', adjust],
  [2, 'send to another outlet', send],
  [2, 'unload', unload],
  [2, 'move a member', move],
  [0.3, 'two are one', merge],
] as const satisfies readonly (readonly [number, string, Command])[];
