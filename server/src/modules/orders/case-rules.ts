/** The life of a case as a table: who may take which step from where. Words: GLOSSARY, case. */
import type { Actor, CaseKind, CaseState } from './types.ts';

export type CaseVerb =
  | 'escalated'
  | 'approved'
  | 'accepted'
  | 'rejected'
  | 'withdrawn'
  | 'lapsed'
  | 'sent_back'
  | 'received'
  | 'exchanged'
  | 'unmet'
  | 'appealed';

interface CaseStep {
  readonly from: readonly CaseState[];
  readonly to: CaseState;
  readonly by: readonly Actor['kind'][];
  /** It answers the member: who, when and with which words stays on the case. */
  readonly decides: boolean;
}
const WAITS = ['asked', 'appealed'] as const;
const COMES = ['approved', 'sent_back'] as const;

export const CASE_STEPS: Readonly<Record<CaseVerb, CaseStep>> = {
  escalated: { from: ['asked'], to: 'asked', by: ['system'], decides: false },
  approved: { from: WAITS, to: 'approved', by: ['staff', 'system'], decides: true },
  accepted: { from: [...WAITS, ...COMES], to: 'accepted', by: ['staff', 'system'], decides: true },
  rejected: { from: [...WAITS, ...COMES], to: 'rejected', by: ['staff'], decides: true },
  withdrawn: { from: [...WAITS, 'approved'], to: 'withdrawn', by: ['member'], decides: true },
  lapsed: { from: ['approved'], to: 'withdrawn', by: ['system'], decides: true },
  sent_back: { from: ['approved'], to: 'sent_back', by: ['member'], decides: false },
  received: { from: COMES, to: 'exchanging', by: ['staff'], decides: true },
  exchanged: { from: ['exchanging'], to: 'accepted', by: ['system'], decides: false },
  unmet: { from: ['exchanging'], to: 'accepted', by: ['system'], decides: false },
  appealed: { from: ['rejected'], to: 'appealed', by: ['member'], decides: false },
};
export const CASE_VERBS = Object.keys(CASE_STEPS) as CaseVerb[];

export const canCaseStep = (verb: CaseVerb, from: CaseState, by: Actor['kind']): boolean =>
  CASE_STEPS[verb].from.includes(from) && CASE_STEPS[verb].by.includes(by);

export const OPEN_CASES: readonly CaseState[] = [
  'asked',
  'appealed',
  'approved',
  'sent_back',
  'exchanging',
];
/** Money or goods may still move by it: the order does not settle, and no second case is opened. */
export const isOpenCase = ({ state }: { readonly state: CaseState }): boolean =>
  OPEN_CASES.includes(state);

/** Goods that are out come back before the money goes. */
export const wantsGoods = (kind: CaseKind): boolean =>
  kind === 'return_and_refund' || kind === 'exchange' || kind === 'not_happy';

/** What time decides when nobody answers: a small sum is agreed to, the rest goes up. */
export const silenceOf = (
  { kind, desk }: { readonly kind: CaseKind; readonly desk: 'store' | 'hq' },
  worthFen: number | null,
  autoAgreeFen: number,
): 'agree' | 'escalate' | 'wait' => {
  const small = worthFen !== null && worthFen <= autoAgreeFen;
  if (small && kind !== 'exchange') return 'agree';
  return desk === 'store' ? 'escalate' : 'wait';
};
