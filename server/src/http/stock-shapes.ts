/** How arrivals and losses are handed in, by a person or by a program with a key. */
import { type Static, Type } from 'typebox';
import type { SkuId } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import { type Arrival, REASONS } from '../modules/inventory/inventory.ts';
import { Body, Uuid } from './schema.ts';

export const skuId = Uuid<SkuId>();
export const pieces = Type.Integer({ minimum: 1, maximum: 99_999 });
export const linesOf = <T extends Parameters<typeof Type.Array>[0]>(line: T) =>
  Type.Array(line, { minItems: 1, maxItems: 500 });

export const Arrivals = linesOf(
  Body({
    skuId,
    quantity: pieces,
    unitCostFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_00 })),
  }),
);
export const arrivalsOf = (lines: Static<typeof Arrivals>): Arrival[] =>
  lines.map(({ skuId: sku, quantity, unitCostFen: cost }) => {
    return { sku, quantity, unitCostFen: cost === undefined ? null : fen(cost) };
  });

/** Pieces thrown away, tasted, lost or found; never none. */
export const adjustment = {
  skuId,
  delta: Type.Union([
    Type.Integer({ minimum: -99_999, maximum: -1 }),
    Type.Integer({ minimum: 1, maximum: 99_999 }),
  ]),
  reason: Type.Enum([...REASONS]),
};
