export interface Held {
  readonly listed: boolean;
  readonly withdrawn: boolean;
  readonly priceFen: number | null;
  readonly role: string;
}
export interface Row {
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly spec: string;
  readonly inherited: Held;
  readonly now: Held;
  readonly clamped: boolean;
  readonly bandMinFen: number | null;
  readonly bandMaxFen: number | null;
  readonly exceptionFen: number | null;
  readonly own: {
    readonly why: string;
    readonly actorName: string | null;
    readonly at: string;
  } | null;
  readonly parentChangedAt: { readonly at: string } | null;
}
export interface Step {
  readonly id: string;
  readonly kind: 'hq' | 'dealer' | 'profile' | 'outlet';
  readonly name: string;
  readonly overrides: number;
}
export interface Assortment {
  readonly line: readonly Step[];
  readonly skus: number;
  readonly items: readonly Row[];
  readonly next: string | null;
}
/** What one wants to change, before it is published. */
export interface Edit {
  readonly skuId: string;
  readonly inherit?: true;
  readonly listed?: boolean;
  readonly priceFen?: number;
}
export const isOut = (row: Row, priceFen: number | undefined) =>
  priceFen !== undefined &&
  ((row.bandMinFen !== null && priceFen < row.bandMinFen) ||
    (row.bandMaxFen !== null && priceFen > row.bandMaxFen));
/** The nearest price that the band allows. */
export const lawful = (row: Row, priceFen: number) =>
  Math.min(Math.max(priceFen, row.bandMinFen ?? priceFen), row.bandMaxFen ?? priceFen);
