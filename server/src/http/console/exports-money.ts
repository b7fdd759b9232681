/** Money as files: transfers of the ledger, the two halves of a statement, after-sales cases. */
import { findCases } from '../../views/case-queue.ts';
import { findTransfers, type LedgerSort } from '../../views/ledger-list.ts';
import { findStatementOrders, findStatementOutlets } from '../../views/statement-entries.ts';
import { CASE_FILTERS } from '../case-routes.ts';
import { clock, yuan, type Columns } from '../csv-answer.ts';
import { fileWords } from './file-words.ts';
import { NOTHING_ASKED, TRANSFER_FILTERS } from './ledger.ts';
import { listFile } from './list-file.ts';
import { getReceiver, STATEMENT_FILTERS } from './statements.ts';

type Transfer = Awaited<ReturnType<typeof findTransfers>>['items'][number];
const ledger = listFile({
  what: 'ledger',
  permission: 'money.write', // the whole chain's money: head office and finance
  summary: 'Transfers of the ledger, filtered and sorted as the list is',
  filters: TRANSFER_FILTERS,
  open: async (_, { query: { sort, ...q }, language }) => {
    const { head, transfer, account } = fileWords(language);
    const wish = { ...NOTHING_ASKED, ...q };
    const party = (name: string, of: string) => name || account(of.split(':')[0]!);
    const columns: Columns<Transfer> = {
      [head('at')]: (row) => clock(row.at),
      [head('kind')]: (row) => transfer(row.type),
      [head('from')]: (row) => party(row.fromName, row.from),
      [head('to')]: (row) => party(row.toName, row.to),
      [head('order')]: (row) => row.orderNumber,
      [head('amount')]: (row) => yuan(row.amountFen),
    };
    return {
      columns,
      page: (reader, at) => findTransfers(reader, { ...wish, ...at }, sort as LedgerSort),
    };
  },
});

type Line = Awaited<ReturnType<typeof findStatementOrders>>['items'][number];
const statementOrders = listFile({
  what: 'statement-orders',
  permission: 'statements.read',
  summary: 'The orders behind a statement',
  filters: STATEMENT_FILTERS,
  open: async (reader, { query, language, reach }) => {
    const { head, share, posting } = fileWords(language);
    const { kind, id: party, from, to } = query;
    await getReceiver(reader, reach, kind, party);
    const columns: Columns<Line> = {
      [head('at')]: (row) => clock(row.at),
      [head('order')]: (row) => row.orderNumber,
      [head('outlet')]: (row) => row.outletName,
      [head('role')]: (row) => share(row.role),
      [head('amount')]: (row) => yuan(row.amountFen),
      [head('cut')]: (row) => yuan(row.cutFen),
      [head('net')]: (row) => yuan(row.netFen),
      [head('state')]: (row) => posting(row.state),
    };
    const wish = { kind, party, from, to };
    return { columns, page: (now, at) => findStatementOrders(now, { ...wish, ...at }) };
  },
});

type OutletSums = Awaited<ReturnType<typeof findStatementOutlets>>[number];
const statementOutlets = listFile({
  what: 'statement-outlets',
  permission: 'statements.read',
  summary: 'A statement by outlet',
  filters: STATEMENT_FILTERS,
  open: async (reader, { query, language, reach }) => {
    const { head } = fileWords(language);
    const { kind, id: party, from, to } = query;
    await getReceiver(reader, reach, kind, party);
    const columns: Columns<OutletSums> = {
      [head('outlet')]: (row) => row.outletName,
      [head('orders')]: (row) => row.orders,
      [head('captured')]: (row) => yuan(row.capturedFen),
      [head('refunded')]: (row) => yuan(row.refundedFen),
      [head('selling')]: (row) => yuan(row.sellingFen),
      [head('fulfilling')]: (row) => yuan(row.fulfillingFen),
      [head('dealer')]: (row) => yuan(row.dealerFen),
      [head('guideFen')]: (row) => yuan(row.guideFen),
      [head('net')]: (row) => yuan(row.netFen),
    };
    const wish = { kind, party, from, to };
    return {
      columns,
      page: async (now) => ({ items: await findStatementOutlets(now, wish), next: null }),
    };
  },
});

type Case = Awaited<ReturnType<typeof findCases>>['items'][number];
/** What went back; before the decision, what she asks for where she named a sum. */
const sumOf = ({ refundFen, lines }: Case): number =>
  refundFen ?? lines.reduce((sum, line) => sum + (line.amountFen ?? 0), 0);
const cases = listFile({
  what: 'after-sales',
  permission: 'orders.read',
  summary: 'After-sales cases within reach, newest first',
  filters: CASE_FILTERS,
  open: async (_, { query: { state = null }, language, reach }) => {
    const words = fileWords(language);
    const { head } = words;
    const columns: Columns<Case> = {
      [head('state')]: (row) => words.case(row.state),
      [head('order')]: (row) => row.orderNumber,
      [head('member')]: (row) => row.buyer,
      [head('outlet')]: (row) => row.outletName,
      [head('lines')]: (row) =>
        row.lines.map(({ title, pieces }) => `${title} ×${pieces}`).join('、'),
      [head('reason')]: (row) => [words.reason(row.reason), row.words].filter(Boolean).join(' · '),
      [head('amount')]: (row) => (sumOf(row) > 0 ? yuan(sumOf(row)) : ''),
      [head('askedAt')]: (row) => clock(row.askedAt),
    };
    return { columns, page: (reader, at) => findCases(reader, { reach, state, ...at }) };
  },
});

export const moneyFiles = [ledger, statementOrders, statementOutlets, cases];
