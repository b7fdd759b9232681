import type { Id, OutletId, StaffId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export type ImportId = Id<'import'>;
export type Kind = 'products' | 'members' | 'stock';
export type State = 'uploaded' | 'running' | 'done' | 'failed';

/** Which column of the file holds which field; what is not in the file is left out. */
export type Columns = Readonly<Record<string, number>>;

export interface Mapping {
  readonly headers: readonly string[];
  readonly columns: Columns;
  /** The outlet of every row, where the file does not say. */
  readonly outlet: OutletId | null;
}

export interface Import {
  readonly id: ImportId;
  readonly kind: Kind;
  readonly fileName: string;
  readonly mapping: Mapping;
  readonly state: State;
  readonly total: number;
  readonly good: number;
  readonly bad: number;
  readonly madeBy: StaffId;
  readonly madeAt: Instant;
  readonly doneAt: Instant | null;
}

export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}
export interface Outcome {
  readonly line: number;
  readonly state: 'good' | 'bad';
  /** What a good row was about; stands once in a file. */
  readonly key: string | null;
  readonly code: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Why a row was left out. */
export type Reason =
  | 'missing'
  | 'not_a_price'
  | 'not_a_count'
  | 'barcode_wrong'
  | 'barcode_elsewhere'
  | 'barcode_unknown'
  | 'outlet_unknown'
  | 'outlet_keeps_no_stock'
  | 'phone_wrong'
  | 'role_unknown'
  | 'outside_band'
  | 'held_for_orders'
  | 'twice_in_file'
  | 'too_long';

export interface ProductRow {
  readonly externalId: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly category: string;
  readonly role: string;
  readonly spec: string;
  readonly barcode: string;
  readonly priceFen: number;
  readonly costFen: number;
  readonly origin: string;
  readonly shelf: string;
}
export interface StockRow {
  readonly outlet: string | null;
  readonly barcode: string;
  readonly quantity: number;
}
export interface MemberRow {
  readonly phone: string;
  readonly name: string;
  readonly outlet: string | null;
}
export interface Bad {
  readonly reason: Reason;
  readonly facts: Readonly<Record<string, string | number>>;
}
