/** What chance does after the first answer to a case: bring the goods, appeal, take it back. */
import { decideAftersales } from '../src/flows/decide-aftersales.ts';
import { receiveReturn } from '../src/flows/receive-return.ts';
import { stepCase, type StepCase } from '../src/flows/step-case.ts';
import type { NodeId } from '../src/kernel/id.ts';
import * as orders from '../src/modules/orders/orders.ts';
import { type Command, lastOrders } from './simulate-player.ts';

const receive: Command = async (house, player, roll) => {
  const id = player.decided.pop();
  if (id === undefined) return;
  await receiveReturn(house.db, {
    merchant: player.merchant,
    case: id,
    staff: player.staff,
    reach: [player.hq as NodeId],
    outlet: null,
    fit: roll.next() < 0.7,
    sellable: roll.next() < 0.5 ? [1] : [],
    words: '',
  });
};

const herStep: Command = async (house, player, roll) => {
  const recent = lastOrders(player);
  if (recent.length === 0) return;
  const { merchant } = player;
  const order = roll.pick(recent);
  const [last] = (
    await house.db.reading(merchant, (r) => orders.aftersales.findCases(r, order.id))
  ).toReversed();
  if (last === undefined) return;
  const to = roll.pick<StepCase['to']>([
    { verb: 'withdrawn' },
    { verb: 'sent_back', tracking: 'SF100200' },
    { verb: 'appealed', words: '再看看' },
  ]);
  await stepCase(house.db, {
    merchant,
    order: order.id,
    case: last.id,
    member: order.buyer.id,
    to,
  });
  if (to.verb === 'sent_back') player.decided.push(last.id);
  if (to.verb === 'appealed' && roll.next() < 0.5)
    await decideAftersales(house.db, {
      merchant,
      case: last.id,
      staff: player.staff,
      reach: [player.hq as NodeId],
      accepted: roll.next() < 0.5,
      words: '',
      sellable: [],
    });
};

export const AFTERSALES = [
  [3, 'receive a return', receive],
  [3, 'a step of her case', herStep],
] as const satisfies readonly (readonly [number, string, Command])[];
