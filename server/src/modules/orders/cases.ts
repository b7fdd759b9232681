/** A case moves: each step is lawful by the table, taken once, and kept with who and when. */
import { check } from '../../kernel/check.ts';
import type { CaseId, OrderId, RefundId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { CASE_STEPS, canCaseStep, type CaseVerb } from './case-rules.ts';
import * as rows from './store-cases.ts';
import type { Actor, Case, CaseDesk } from './types.ts';

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
