/** Something is bruised: the member asks, the store decides, the money goes back. */
import { askAftersales } from '../../server/src/flows/ask-aftersales.ts';
import { decideAftersales } from '../../server/src/flows/decide-aftersales.ts';
import type { CaseId, OrderId, StaffId } from '../../server/src/kernel/id.ts';
import * as chain from '../../server/src/modules/chain/chain.ts';
import * as orders from '../../server/src/modules/orders/orders.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import type { Dice } from '../world/dice.ts';
import type { Resident } from './deeds.ts';
import type { Town } from './town.ts';

/** Why, as the shop asks it, and in her own words. */
const REASONS = [
  ['damaged', '压伤了一角'],
  ['damaged', '打开就不新鲜了'],
  ['wrong', '送错规格'],
  ['changed_mind', '家里已经买了'],
  ['not_as_described', '味道不对'],
] as const;

export async function giveBack(
  town: Town,
  order: OrderId,
  buyer: Resident,
  staff: StaffId,
  roll: Dice,
): Promise<void> {
  const { house, merchant } = town;
  const lines = await house.db.reading(merchant, (reader) => orders.linesOf(reader, order));
  const goods = lines.filter(
    ({ no, quantity, refundedPieces }) => no > 0 && quantity > refundedPieces,
  );
  if (goods.length === 0) return;
  const line = roll.pick(goods);
  const [reason, words] = roll.pick(REASONS);
  const id = newUuid(town.nowMs) as CaseId;
  await askAftersales(house.db, {
    merchant,
    member: buyer.id,
    order,
    ask: {
      id,
      kind: 'return_and_refund',
      reason,
      words,
      photos: [],
      lines: [{ no: line.no, pieces: 1, amountFen: null }],
    },
  });
  town.count('returns');
  const accepted = roll.next() < 0.93;
  const directory = await house.db.reading(merchant, (reader) => chain.directory(reader));
  town.at(town.nowMs + roll.between(10, 300) * 60_000, async () => {
    await decideAftersales(house, {
      merchant,
      case: id,
      staff,
      reach: [directory.root.id],
      accepted,
      words: accepted ? '' : '已经开封吃过了',
      sellable: [],
    });
  });
}
