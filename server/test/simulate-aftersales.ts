/** What chance does after the first answer to a case: bring the goods, appeal, take it back. */
import { askAftersales } from '../src/flows/ask-aftersales.ts';
import { decideAftersales } from '../src/flows/decide-aftersales.ts';
import { receiveReturn } from '../src/flows/receive-return.ts';
import { stepCase, type StepCase } from '../src/flows/step-case.ts';
import type { CaseId, NodeId } from '../src/kernel/id.ts';
import * as orders from '../src/modules/orders/orders.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { type Command, lastOrders } from './simulate-player.ts';

const receive: Command = async (house, player, roll) => {
  const id = player.decided.pop();
  if (id === undefined) return;
  await receiveReturn(house, {
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
    await decideAftersales(house, {
      merchant,
      case: last.id,
      staff: player.staff,
      reach: [player.hq as NodeId],
      accepted: roll.next() < 0.5,
      words: '',
      sellable: [],
    });
};

/** A line of an order for another piece of the same, or for the price that it has now. */
const herOther: Command = async (house, player, roll) => {
  const recent = lastOrders(player);
  if (recent.length === 0) return;
  const { merchant } = player;
  const { id: order, buyer } = roll.pick(recent);
  const lines = await house.db.reading(merchant, (r) => orders.linesOf(r, order));
  const line = lines.find(({ no }) => no > 0);
  if (line === undefined) return;
  const id = newUuid(house.clock.now()) as CaseId;
  const said = { id, reason: 'wrong', words: '', photos: [] };
  const asked = { ...said, lines: [{ no: line.no, pieces: 1, amountFen: null }] };
  const ask =
    roll.next() < 0.7
      ? ({ ...asked, kind: 'exchange', swapSku: line.sku! } as const)
      : ({ ...asked, kind: 'price_protection' } as const);
  await askAftersales(house.db, { merchant, member: buyer.id, order, ask });
  if (ask.kind === 'exchange') player.cases.push(id);
};

export const AFTERSALES = [
  [3, 'receive a return', receive],
  [3, 'a step of her case', herStep],
  [3, 'another piece, or its price', herOther],
] as const satisfies readonly (readonly [number, string, Command])[];
