/** Reconciliation as files: bills by day with both sides, and the breaks. */
import { findBreaks } from '../../views/bill-breaks.ts';
import { findBillDays } from '../../views/bill-days.ts';
import { clock, yuan, type Columns } from '../csv-answer.ts';
import { BREAK_FILTERS, NO_BREAKS_ASKED } from './break-shapes.ts';
import { fileWords } from './file-words.ts';
import { listFile } from './list-file.ts';
import { DAY_FILTERS, NO_DAYS_ASKED, RECONCILE } from './reconciliation.ts';

type BillDay = Awaited<ReturnType<typeof findBillDays>>['items'][number];
const days = listFile({
  what: 'bill-days',
  permission: RECONCILE,
  summary: 'Bills of providers by day with the sums of both sides',
  filters: DAY_FILTERS,
  open: async (_, { query, language }) => {
    const { head, bill } = fileWords(language);
    const columns: Columns<BillDay> = {
      [head('day')]: (row) => row.day,
      [head('channel')]: (row) => row.channel,
      [head('account')]: (row) => row.accountName || row.account,
      [head('state')]: (row) => bill(row.state),
      [head('therePaid')]: (row) => yuan(row.therePaidFen),
      [head('herePaid')]: (row) => yuan(row.herePaidFen),
      [head('thereBack')]: (row) => yuan(row.thereRefundedFen),
      [head('hereBack')]: (row) => yuan(row.hereRefundedFen),
      [head('difference')]: (row) => yuan(row.differenceFen),
      [head('fee')]: (row) => yuan(row.feeFen),
      [head('breaks')]: (row) => row.openBreaks,
      [head('hash')]: (row) => row.hash,
    };
    const wish = { ...NO_DAYS_ASKED, ...query };
    return { columns, page: (reader, at) => findBillDays(reader, { ...wish, ...at }) };
  },
});

type Break = Awaited<ReturnType<typeof findBreaks>>['items'][number];
const breaks = listFile({
  what: 'bill-breaks',
  permission: RECONCILE,
  summary: 'What does not agree between bills and books',
  filters: BREAK_FILTERS,
  open: async (_, { query, language }) => {
    const { head, bill } = fileWords(language);
    const columns: Columns<Break> = {
      [head('day')]: (row) => row.day,
      [head('channel')]: (row) => row.channel,
      [head('account')]: (row) => row.accountName || row.account,
      [head('kind')]: (row) => bill(row.kind),
      [head('reason')]: (row) => row.reason,
      [head('providerNo')]: (row) => row.subject,
      [head('order')]: (row) => row.orderNumber,
      [head('there')]: (row) => yuan(row.thereFen),
      [head('here')]: (row) => yuan(row.hereFen),
      [head('difference')]: (row) => yuan(row.differenceFen),
      [head('state')]: (row) => bill(row.resolution ?? row.state),
      [head('owner')]: (row) => row.ownerName,
      [head('found')]: (row) => clock(row.foundAt),
    };
    const wish = { ...NO_BREAKS_ASKED, ...query };
    return { columns, page: (reader, at) => findBreaks(reader, { ...wish, ...at }) };
  },
});

export const billFiles = [days, breaks];
