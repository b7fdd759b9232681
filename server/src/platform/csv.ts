/**
 * Tables as text. What leaves is safe to open in a spreadsheet: a cell that would be run as a
 * formula is shown instead (OWASP, CSV injection).
 */
import { stringify } from 'csv-stringify/sync';

const NUMBER = /^-?\d+(\.\d+)?$/;
/** Half and full width; a tab or a line feed in front would hide the sign. */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/;

export const harmless = (cell: string): string =>
  FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;

type Rows = readonly (readonly (string | number | null)[])[];
export const csvLines = (rows: Rows): string =>
  stringify(rows.map((row) => row.map((cell) => harmless(String(cell ?? '')))));

/** With a mark in front, by which spreadsheets know UTF-8. */
export const csvOf = (rows: Rows): string => `\ufeff${csvLines(rows)}`;
