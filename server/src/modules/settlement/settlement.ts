/**
 * Monthly statements as documents: closed once with frozen lines and a hash, confirmed or disputed
 * by whom they are about, answered by head office. Knows sums and lines as they are handed in, and
 * nothing of orders or ledger.
 */
import { createHash } from 'node:crypto';
import type { StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { lineText, mayBePaid, POSSIBLE, textOf } from './rules.ts';
import * as store from './store.ts';
import type { Dispute, Holder, Line, Month, StatementDocument, StepVerb, Sums } from './types.ts';

export { closesAt, firstDay, lastDay, lastToClose, mayBePaid, monthBefore } from './rules.ts';
export { leftOf, linesMake, monthOf, nextMonth } from './rules.ts';
export type { DocumentState, Holder, Line, Month, StatementDocument, Sums } from './types.ts';

const A_TIME = 5_000;

export interface Closing extends Sums {
  readonly holder: Holder;
  readonly month: Month;
  readonly lines: readonly Line[];
  readonly policyVersion: number;
  readonly needsSecond: boolean;
}

/** Frozen from here on. Closing the same month of the same holder twice is closing it once. */
export function close(tx: Tx, { holder, month, lines, ...rest }: Closing): string {
  const id = tx.newId();
  const { policyVersion, needsSecond, ...sums } = rest;
  const head = { month, party: holder.id };
  tx.guard(
    store.insertDocument,
    {
      id,
      kind: holder.kind,
      party: holder.id as never,
      month,
      ...sums,
      lines: lines.length,
      hash: hashOf(textOf(head, sums), lines),
      policyVersion,
      needsSecond,
    },
    () => new Again('somebody closes this month as well'),
  );
  for (let before = 0; before < lines.length; before += A_TIME) {
    const some = lines.slice(before, before + A_TIME);
    tx.tell(store.insertLines, {
      document: id,
      before,
      orderIds: some.map((each) => each.orderId),
      orderNumbers: some.map((each) => each.orderNumber),
      placedOn: some.map((each) => each.placedOn),
      roles: some.map((each) => each.role),
      homes: some.map((each) => each.homeOutlet),
      sellings: some.map((each) => each.sellingOutlet),
      fulfillings: some.map((each) => each.fulfillingOutlet),
      discounts: some.map((each) => each.discountFen),
      borneBy: some.map((each) => each.borneBy),
      made: some.map((each) => each.madeFen),
      cut: some.map((each) => each.cutFen),
      former: some.map((each) => each.former),
    });
  }
  step(tx, id, 'closed', null, '');
  return id;
}

function hashOf(head: string, lines: readonly Line[]): string {
  const hash = createHash('sha256').update(head);
  for (const [i, line] of lines.entries()) hash.update(`\n${lineText(line, i + 1)}`);
  return hash.digest('hex');
}

export async function closedIn(reader: Reader, month: Month): Promise<ReadonlySet<string>> {
  return new Set((await reader.ask(store.selectClosed, { month })).map(({ party }) => party));
}

export async function findDocument(reader: Reader, id: string): Promise<StatementDocument | null> {
  const [found] = await reader.ask(store.selectDocument, { id: id as never });
  return found ?? null;
}

/** All lines, in their order; a statement of a large dealer has a hundred thousand. */
export async function linesOf(
  reader: Reader,
  document: string,
): Promise<(Line & { readonly no: number })[]> {
  const lines: (Line & { readonly no: number })[] = [];
  for (;;) {
    const after = lines.length;
    const some = await reader.ask(store.selectLines, {
      document: document as never,
      after,
      most: 10_000,
    });
    lines.push(...some);
    if (some.length < 10_000) return lines;
  }
}
export async function linePage(reader: Reader, document: string, after: number, count: number) {
  const wish = { document: document as never, after, most: count + 1 };
  const found = await reader.ask(store.selectLines, wish);
  const items = found.slice(0, count);
  return { items, next: found.length > count ? String(items.at(-1)!.no) : null };
}

/** Whether sums and lines are still those that were closed. */
export async function isIntact(reader: Reader, document: StatementDocument): Promise<boolean> {
  const lines = await linesOf(reader, document.id);
  return hashOf(textOf(document, document), lines) === document.hash;
}

async function locked(tx: Tx, id: string): Promise<StatementDocument> {
  const [found] = await tx.ask(store.lockDocument, { id: id as never });
  if (found === undefined) throw new Refusal('not_found', 'settlement.no_such_statement');
  return found;
}
const moved = (state: string) => () =>
  new Refusal('conflict', 'settlement.has_moved_on', { state });

/**
 * Whom it is about agrees.
 * @throws Refusal `settlement.no_such_statement`, `settlement.has_moved_on`
 */
export async function confirm(tx: Tx, id: string, by: StaffId): Promise<void> {
  const { state } = await locked(tx, id);
  const wish = { id: id as never, to: 'confirmed', confirmedBy: by, approvedBy: null } as const;
  tx.guard(store.changeState, { ...wish, from: POSSIBLE.confirm }, moved(state));
  step(tx, id, 'confirmed', by, '');
}

/**
 * A second person, of head office.
 * @throws Refusal `settlement.no_such_statement`, `settlement.second_person`,
 * `settlement.has_moved_on`
 */
export async function approve(tx: Tx, id: string, by: StaffId): Promise<void> {
  const { state, confirmedBy } = await locked(tx, id);
  if (confirmedBy === by) throw new Refusal('conflict', 'settlement.second_person');
  const wish = { id: id as never, to: 'approved', confirmedBy: null, approvedBy: by } as const;
  tx.guard(store.changeState, { ...wish, from: POSSIBLE.approve }, moved(state));
  step(tx, id, 'approved', by, '');
}

/**
 * Something is wrong, with one line or with the whole. The same dispute again is the same.
 * @throws Refusal `settlement.no_such_statement`, `settlement.no_such_line`,
 * `settlement.id_used`, `settlement.has_moved_on`
 */
export async function dispute(
  tx: Tx,
  wish: Pick<Dispute, 'id' | 'document' | 'lineNo' | 'reason'> & { readonly by: StaffId },
): Promise<void> {
  const { id, document, lineNo, reason, by } = wish;
  const { state, lines } = await locked(tx, document);
  const standing = await tx.ask(store.selectDisputes, { document: document as never });
  const twin = standing.find((each) => each.id === id);
  if (twin !== undefined) {
    if (twin.reason === reason && twin.lineNo === lineNo) return;
    throw new Refusal('invalid', 'settlement.id_used', { id });
  }
  if (lineNo !== null && (lineNo < 1 || lineNo > lines))
    throw new Refusal('not_found', 'settlement.no_such_line', { line: lineNo });
  const row = { id: id as never, document: document as never, lineNo, reason, by };
  tx.guard(store.insertDispute, row, () => new Refusal('invalid', 'settlement.id_used', { id }));
  const to = {
    id: document as never,
    to: 'disputed',
    confirmedBy: null,
    approvedBy: null,
  } as const;
  tx.guard(store.changeState, { ...to, from: POSSIBLE.dispute }, moved(state));
  step(tx, document, 'disputed', by, reason);
}

/**
 * Head office keeps the line or corrects it; the correction itself is booked by the caller.
 * @throws Refusal `settlement.no_such_statement`, `settlement.no_such_dispute`,
 * `settlement.dispute_is_answered`
 */
export async function answer(
  tx: Tx,
  wish: {
    readonly document: string;
    readonly id: string;
    readonly correctionFen: number;
    readonly answer: string;
    readonly by: StaffId;
  },
): Promise<StatementDocument> {
  const found = await locked(tx, wish.document);
  const standing = await tx.ask(store.selectDisputes, { document: wish.document as never });
  const asked = standing.find(({ id }) => id === wish.id);
  if (asked === undefined) throw new Refusal('not_found', 'settlement.no_such_dispute');
  if (asked.askedBy === wish.by) throw new Refusal('conflict', 'settlement.second_person');
  const state = wish.correctionFen === 0 ? 'kept' : 'corrected';
  tx.guard(
    store.answerDispute,
    {
      id: wish.id as never,
      state,
      answer: wish.answer,
      correctionFen: wish.correctionFen,
      by: wish.by,
    },
    () => new Refusal('conflict', 'settlement.dispute_is_answered', { state: asked.state }),
  );
  const others = standing.some(({ id, state: s }) => id !== wish.id && s === 'open');
  if (!others) {
    const to = { to: 'answered', confirmedBy: null, approvedBy: null } as const;
    const id = wish.document as never;
    tx.guard(store.changeState, { id, ...to, from: POSSIBLE.answer }, moved(found.state));
  }
  step(tx, wish.document, state, wish.by, wish.answer);
  return found;
}

/** Locked, so that two who pay it see each other. @throws Refusal `settlement.no_such_statement` */
export const lockStatement = locked;

/** @throws Refusal `settlement.confirm_first` */
export function paid(tx: Tx, found: StatementDocument, by: StaffId, words: string): void {
  if (!mayBePaid(found.state, found.needsSecond))
    throw new Refusal('conflict', 'settlement.confirm_first', { state: found.state });
  step(tx, found.id, 'paid', by, words);
}

function step(tx: Tx, document: string, verb: StepVerb, actor: StaffId | null, words: string) {
  tx.tell(store.insertStep, { id: tx.newId(), document: document as never, verb, actor, words });
}
