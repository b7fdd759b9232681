import type { OutletId, SkuId } from '../../kernel/id.ts';

/** So many of one thing, for one line of an order. */
export interface Want {
  readonly lineNo: number;
  readonly sku: SkuId;
  readonly quantity: number;
}

export interface StockRow {
  readonly outlet: OutletId;
  readonly sku: SkuId;
  readonly onHand: number;
  readonly held: number;
}

/** What is still held for a line of an order. */
export interface OpenHold extends Want {
  readonly outlet: OutletId;
  readonly attempt: number;
  readonly rest: number;
}
