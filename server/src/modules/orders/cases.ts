/** A case moves: each step is lawful by the table, taken once, and kept with who and when. */
import { check } from '../../kernel/check.ts';
import type { CaseId, OrderId, RefundId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { CASE_STEPS, canCaseStep, type CaseVerb } from './case-rules.ts';
import * as rows from './store-cases.ts';
import type { Actor, Case, CaseDesk, OrderLine } from './types.ts';

export interface TakenStep {
  readonly verb: CaseVerb;
  readonly actor: Actor;
  readonly words?: string;
  readonly facts?: object;
  readonly desk?: CaseDesk;
  /** When time decides next; null when nothing waits for time. */
  readonly due?: Instant | null;
  readonly refund?: RefundId;
  readonly code?: string;
  readonly tracking?: string;
  readonly swapOrder?: OrderId;
}

/** @throws Refusal `orders.case_is_decided` naming the state */
export function mayStep(standing: Case, verb: CaseVerb, actor: Actor): void {
  if (!canCaseStep(verb, standing.state, actor.kind))
    throw new Refusal('conflict', 'orders.case_is_decided', { state: standing.state });
  if (verb === 'appealed' && standing.appealedAt !== null)
    throw new Refusal('conflict', 'orders.appealed_already');
}

/** @throws Refusal as `mayStep` */
export function step(tx: Tx, standing: Case, { verb, actor, ...more }: TakenStep): void {
  mayStep(standing, verb, actor);
  const { to, decides } = CASE_STEPS[verb];
  check(actor.kind !== 'payment', 'a payment decides no case');
  tx.guard(
    rows.stepCase,
    {
      id: standing.id,
      step: tx.newId(),
      verb,
      from: standing.state,
      to,
      decides,
      actorKind: actor.kind,
      actor: actor.id,
      words: more.words ?? '',
      facts: more.facts ?? {},
      desk: more.desk ?? standing.desk,
      due: more.due ?? null,
      refund: more.refund ?? null,
      code: more.code ?? null,
      tracking: more.tracking ?? null,
      swapOrder: more.swapOrder ?? null,
    },
    () =>
      new Again('the case moved meanwhile', {}, new Refusal('conflict', 'orders.case_is_decided')),
  );
}

/** The case whose return code this is, open ones first. */
export async function findByCode(reader: Reader, code: string): Promise<CaseId | null> {
  const [found] = await reader.ask(rows.findByCode, { code });
  return found?.id ?? null;
}
/** The exchange that this order fulfils. */
export async function findBySwap(reader: Reader, order: OrderId): Promise<CaseId | null> {
  const [found] = await reader.ask(rows.findBySwap, { order });
  return found?.id ?? null;
}

/** Down to which price each line has been made good. */
export const findClaims = (reader: Reader, order: OrderId) =>
  reader.ask(rows.findClaims, { order });

/** @throws Refusal `orders.claim_price_claimed` */
export function claimPrices(tx: Tx, { id, order, lines }: Case): void {
  const fallen = lines.filter(({ priceFen }) => priceFen !== undefined);
  if (fallen.length === 0) return;
  const no = new Refusal('conflict', 'orders.claim_price_claimed', {
    line: fallen[0]!.no,
    title: '',
  });
  tx.guard(
    rows.insertClaims,
    {
      order,
      case: id,
      nos: fallen.map((line) => line.no),
      prices: fallen.map(({ priceFen }) => fen(priceFen!)),
    },
    () => new Again('made good meanwhile', {}, no),
  );
}

export interface NewSwap {
  readonly id: OrderId;
  readonly number: string;
  readonly case: CaseId;
  /** The order whose goods it replaces: its member, outlet and contact. */
  readonly from: OrderId;
  readonly quote: unknown;
  readonly note: string;
  readonly payBy: Instant;
  readonly line: OrderLine;
}
/** One an exchange: a twin of this order that commits first makes the flow look again. */
export function placeSwap(tx: Tx, { line, ...swap }: NewSwap): void {
  const grossFen = fen(line.priceFen * line.quantity);
  tx.guard(
    rows.insertSwap,
    {
      ...swap,
      line,
      grossFen,
      discountFen: line.discountFen,
      payableFen: line.netFen,
      history: tx.newId<'history'>(),
    },
    () => new Again('the exchange was placed meanwhile'),
  );
}
