/** Statements as the closing of a month reads them: wired here, for a flow knows no view. */
import type { StatementBook } from './flows/close-months.ts';
import { findHolders, findSettlementLines } from './views/settlement-lines.ts';
import { findStatement } from './views/statement.ts';

export const statementBook: StatementBook = {
  holders: findHolders,
  statement: (reader, { id: party, ...wish }) => findStatement(reader, { ...wish, party }),
  lines: (reader, { id: party, ...wish }) => findSettlementLines(reader, { ...wish, party }),
};
