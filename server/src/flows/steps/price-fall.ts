/** By how much the price of each line has fallen at its outlet since it was ordered. */
import type { Fen } from '../../kernel/money.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Reader } from '../../platform/db.ts';
import { caseRuleOf } from './case-life.ts';
import type { OrderMoney } from './order-money.ts';
import { shelfOfOutlet } from './shelf.ts';

export type Fall =
  | { readonly amountFen: Fen; readonly priceFen: Fen }
  | { readonly whyNot: 'price_not_lower' | 'price_claimed' };

export async function fallsOf(
  reader: Reader,
  money: Pick<OrderMoney, 'order' | 'lines' | 'directory'>,
): Promise<ReadonlyMap<number, Fall>> {
  const { order, lines, directory } = money;
  const outlet = directory.outlet(order.outlet);
  if (outlet === null) return new Map();
  const [shelf, claims] = await Promise.all([
    shelfOfOutlet(reader, outlet),
    orders.cases.findClaims(reader, order.id),
  ]);
  const exceptions = caseRuleOf(money).priceExceptions;
  return new Map(
    lines.flatMap((line): [number, Fall][] => {
      if (line.sku === null) return [];
      const lowest = shelf.lowestFen(line.sku, order.placedAt, { exceptions });
      const claimed = claims.find(({ no }) => no === line.no)?.priceFen ?? null;
      const fall = orders.priceFall(line, lowest, claimed);
      const known = typeof fall === 'string' ? { whyNot: fall } : null;
      return [[line.no, known ?? { amountFen: fall as Fen, priceFen: lowest! }]];
    }),
  );
}
