/** A plan that costs much more waits for a second person: asked for, then decided once. */
import type { Id, NodeId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { decidePlanAsk, findPlanAsk, findPlanAsks, insertPlanAsk } from './store-plan-asks.ts';
import type { DraftId } from './types.ts';

export type PlanAskId = Id<'plan_ask'>;
export interface PlanAsk {
  readonly id: PlanAskId;
  readonly node: NodeId;
  readonly draft: DraftId | null;
  readonly body: unknown;
  readonly validFrom: Instant | null;
  readonly why: string;
  readonly riseBps: number;
  readonly thresholdBps: number;
  readonly by: StaffId;
}

/** @throws Refusal `policy.ask_waits`: another one is not decided yet */
export const askForPlan = (tx: Tx, wish: PlanAsk): void =>
  tx.guard(insertPlanAsk, wish, () => new Refusal('conflict', 'policy.ask_waits'));

/** @throws Refusal `policy.no_such_ask` */
export async function planAskOf(reader: Reader, id: PlanAskId) {
  const [found] = await reader.ask(findPlanAsk, { id });
  if (found === undefined) throw new Refusal('not_found', 'policy.no_such_ask');
  return found;
}

/** @throws Refusal `policy.own_ask`, `policy.ask_decided` */
export function decidePlan(
  tx: Tx,
  ask: { readonly id: PlanAskId; readonly askedBy: StaffId },
  wish: { readonly by: StaffId; readonly words: string; readonly version: number | null },
): void {
  const state = wish.version === null ? ('refused' as const) : ('granted' as const);
  const code = ask.askedBy === wish.by ? 'policy.own_ask' : 'policy.ask_decided';
  tx.guard(decidePlanAsk, { id: ask.id, state, ...wish }, () => new Refusal('conflict', code));
}

export const planAsks = (reader: Reader) => reader.ask(findPlanAsks, { count: 30 });
