/** Workbooks that leave the house: text is text and never a formula, money has two decimals. */
import writeXlsxFile from 'write-excel-file/node';

type Value = string | number;
export interface SheetColumn<Row> {
  readonly head: string;
  readonly of: (row: Row) => Value;
  readonly money: boolean;
  /** In characters. */
  readonly wide: number;
}
interface Plain {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}
interface Listed<Row> {
  readonly name: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly lines: readonly Row[];
}

const MONEY = '#,##0.00';
const cell = (value: Value, money = false) =>
  typeof value === 'number'
    ? { value, type: Number, ...(money ? { format: MONEY } : {}) }
    : { value, type: String };
const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });

const plain = ({ name, head, rows }: Plain) => ({
  sheet: name,
  data: [head.map(bold), ...rows.map((row) => row.map((value) => cell(value, true)))],
  columns: [{ width: 24 }, { width: 24 }, { width: 24 }],
});
const listed = <Row>({ name, columns, lines }: Listed<Row>) => ({
  sheet: name,
  data: [
    columns.map(({ head }) => bold(head)),
    ...lines.map((line) => columns.map(({ of, money }) => cell(of(line), money))),
  ],
  columns: columns.map(({ wide }) => ({ width: wide })),
  stickyRowsCount: 1,
});

export const sheetFile = async <Row>([first, second]: [Plain, Listed<Row>]): Promise<Buffer> =>
  writeXlsxFile([plain(first), listed(second)]).toBuffer();
