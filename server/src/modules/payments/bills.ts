/**
 * Bills of providers: fetched day by day, kept line by line, compared with what we noted. Each
 * thing that does not agree is a break with a reason and an owner; it stays until it is resolved.
 */
import type { Id, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { addDays, after, dayOf, minutes, startOf, type Day } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { breakOf, CUT, spanOf } from './bill-rules.ts';
import type { BillChannel, BillDay, BillKey, BillLine, Found, Pair } from './bill-types.ts';
import * as store from './store-bills.ts';
import { insertBreaks } from './store-breaks.ts';
import * as pairs from './store-pairs.ts';

/** Longer than the largest bill takes; who holds a day so long is dead. */
const LEASE = minutes(10);
const A_TIME = 500;

/** How bills of this account are called. */
export const keyOf = ({ name, account }: BillChannel): BillKey => ({
  channel: name,
  account: account ?? 'own',
});
/**
 * The account and the day from which on its bills are wanted: that of its first use, but not from
 * before yesterday, for what lies behind us when we begin was somebody else's to compare.
 * @returns false while nobody has paid through it
 */
export async function openAccount(tx: Tx, { channel, account }: BillKey): Promise<boolean> {
  const [first] = await tx.ask(store.findFirstUse, { channel, account });
  if (first === undefined) return false;
  const [used, edge] = [dayOf(first.at), yesterday(tx)];
  tx.tell(store.openAccount, { channel, account, since: used > edge ? used : edge });
  return true;
}
export const missingDays = async (
  reader: Reader,
  { channel, account }: BillKey,
  until: Day,
  most: number,
): Promise<Day[]> => {
  const [known] = await reader.ask(store.findAccount, { channel, account });
  if (known === undefined || known.since > until) return [];
  const wish = { channel, account, since: known.since, until, most };
  return (await reader.ask(store.findMissing, wish)).map(({ day }) => day);
};
/** Null: believe the rate that stands in the bill. @throws Refusal `payments.no_such_account` */
export function agreeOnFee(tx: Tx, { channel, account }: BillKey, feeBps: number | null): void {
  tx.guard(
    store.setFee,
    { channel, account, feeBps },
    () => new Refusal('not_found', 'payments.no_such_account'),
  );
}

const dayKey = ({ channel, account, day }: BillDay): BillDay => ({ channel, account, day });

/** Nobody else fetches this day for a while. @throws Refusal `payments.bill_is_being_fetched` */
export function take(tx: Tx, key: BillDay): void {
  tx.guard(
    store.takeBill,
    { ...dayKey(key), until: after(tx.now, LEASE) },
    () => new Refusal('conflict', 'payments.bill_is_being_fetched'),
  );
}
/** It is not there, or could not be read: why, until the next try. */
export const leave = (tx: Tx, key: BillDay, failure: string): void =>
  tx.tell(store.leaveBill, { ...dayKey(key), failure });
/** From here on its lines come in; what came in of another file before goes. */
export function begin(tx: Tx, key: BillDay, hash: string): void {
  tx.tell(store.dropLines, { ...dayKey(key), hash });
  tx.guard(store.beginBill, { ...dayKey(key), hash }, () => new Again('compared meanwhile'));
}
export const addLines = (tx: Tx, key: BillDay, first: number, lines: readonly BillLine[]): void =>
  tx.tell(store.insertLines, {
    ...dayKey(key),
    first,
    kinds: lines.map((each) => each.kind),
    ats: lines.map((each) => each.at),
    apps: lines.map((each) => each.app),
    providerNos: lines.map((each) => each.providerNo),
    outTradeNos: lines.map((each) => each.outTradeNo),
    refundNos: lines.map((each) => each.refundNo),
    amounts: lines.map((each) => each.amount),
    fees: lines.map((each) => each.fee),
    rates: lines.map((each) => each.rateBps),
    currencies: lines.map((each) => each.currency),
    states: lines.map((each) => each.state),
  });

export interface Odd {
  readonly subject: string;
  readonly outTradeNo: string;
  readonly pair: Pair;
  readonly found: Found;
}

/** What in this bill, and in our books beside it, does not agree. A page at a time. */
export async function* odd(
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>,
  key: BillDay,
): AsyncGenerator<readonly Odd[]> {
  const { channel, account, day } = key;
  const [terms] = await read((reader) => reader.ask(store.findAccount, { channel, account }));
  const agreed = terms?.feeBps ?? null;
  const edges = { from: spanOf(day, false).from, end: after(startOf(addDays(day, 1)), CUT) };
  const judged = (rows: readonly PairRow[]): Odd[] =>
    rows.flatMap((row) => {
      const { subject, outTradeNo, ...pair } = row;
      const found = breakOf(pair, agreed);
      return found === null ? [] : [{ subject, outTradeNo, pair, found }];
    });
  for (let at = 0; ; ) {
    const wish = { channel, account, day, after: at, ...edges, agreed, most: A_TIME };
    const rows = await read((reader) => reader.ask(pairs.findOddPayments, wish));
    yield judged(rows);
    if (rows.length < A_TIME) break;
    at = rows.at(-1)!.no;
  }
  for (let at = 0; ; ) {
    const wish = { channel, account, day, after: at, most: A_TIME };
    const rows = await read((reader) => reader.ask(pairs.findOddRefunds, wish));
    yield judged(rows);
    if (rows.length < A_TIME) break;
    at = rows.at(-1)!.no;
  }
  const span = spanOf(day, terms?.since === day);
  for (const lacking of [pairs.findLackingPayments, pairs.findLackingRefunds]) {
    for (let at = ''; ; ) {
      const wish = { channel, account, ...span, after: at, most: A_TIME };
      const rows = await read((reader) => reader.ask(lacking, wish));
      yield judged(rows);
      if (rows.length < A_TIME) break;
      at = rows.at(-1)!.subject;
    }
  }
}
type PairRow = Pair & { readonly subject: string; readonly outTradeNo: string };

export function keepBreaks(tx: Tx, key: BillDay, owner: StaffId, odds: readonly Odd[]): void {
  if (odds.length === 0) return;
  tx.tell(insertBreaks, {
    ...dayKey(key),
    owner,
    ids: odds.map(() => tx.newId<'break'>()),
    events: odds.map(() => tx.newId<'event'>() as Id<'event'>),
    ofs: odds.map(({ pair }) => pair.of),
    subjects: odds.map(({ subject }) => subject),
    kinds: odds.map(({ found }) => found.kind),
    reasons: odds.map(({ found }) => found.reason),
    tradeNos: odds.map(({ outTradeNo }) => outTradeNo),
    orders: odds.map(({ pair }) => pair.intent?.order ?? null),
    lines: odds.map(({ pair }) => pair.there?.no ?? null),
    theres: odds.map(({ pair }) => pair.there?.amount ?? null),
    heres: odds.map(({ pair }) => pair.here?.amount ?? null),
    resolutions: odds.map(({ found }) => found.resolution ?? null),
  });
}

/** The day is done: its sums stand. @throws Again when somebody else was first */
export function close(tx: Tx, key: BillDay): void {
  tx.guard(store.closeBill, dayKey(key), () => new Again('compared meanwhile'));
  tx.tell(store.totalHere, dayKey(key));
}
/** After a break of this day was resolved. */
export const total = (tx: Tx, key: BillDay): void => tx.tell(store.totalHere, dayKey(key));

export interface Fees {
  readonly kept: Fen;
  readonly back: Fen;
}
export async function findBill(
  reader: Reader,
  key: BillDay,
): Promise<{ readonly state: string; readonly fees: Fees } | null> {
  const [found] = await reader.ask(store.findBill, dayKey(key));
  if (found === undefined) return null;
  return { state: found.state, fees: { kept: found.feeFen, back: found.feeBackFen } };
}
const yesterday = (tx: Pick<Reader, 'now'>): Day => addDays(dayOf(tx.now), -1);
