export const ROLES = ['traffic', 'everyday', 'benefit', 'spread', 'profit'] as const;
export interface Category {
  readonly id: string;
  readonly name: string;
}
export interface Sku {
  readonly id: string;
  readonly spec: string;
  readonly specEn: string;
  readonly barcode: string;
  readonly weightG: number;
  readonly costFen: number | null;
  readonly priceFen: number | null;
  readonly bandMinFen: number | null;
  readonly bandMaxFen: number | null;
}
export interface Product {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly categoryId: string;
  readonly categoryName: string;
  readonly role: string;
  readonly origin: string;
  readonly story: string;
  readonly shelf: string;
  readonly externalId: string | null;
  readonly retiredAt: string | null;
  readonly skus: readonly Sku[];
}
