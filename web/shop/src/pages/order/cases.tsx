/** What was asked back of this order, and what the store said to it. */
import { Text, View } from '@tarojs/components';
import type { Case } from '../../api/cases.ts';
import type { Order } from '../../api/orders.ts';
import { when, yuan } from '../../format.ts';
import { w } from '../../words/index.ts';
import { CaseSteps } from './case-steps.tsx';

const TONE = {
  asked: 'warn',
  appealed: 'warn',
  approved: 'warn',
  sent_back: 'warn',
  exchanging: 'warn',
  accepted: 'ok',
  rejected: 'bad',
  withdrawn: '',
} as const;

interface Wish {
  order: Order;
  cases: readonly Case[];
  onChanged: () => void;
}

export function Cases({ order, cases, onChanged }: Wish) {
  if (cases.length === 0) return null;
  return (
    <View className="card cases" role="list" aria-label={w.aftersales.mine}>
      <Text className="m6 block">{w.aftersales.mine}</Text>
      {cases.map((one) => (
        <One key={one.id} one={one} order={order} onChanged={onChanged} />
      ))}
    </View>
  );
}

function One({ one, order, onChanged }: { one: Case; order: Order; onChanged: () => void }) {
  const { state, askedAt, words, decisionWords, refundFen, refundState } = one;
  return (
    <View className="case" role="listitem">
      <View className="row between top">
        <Text className="m5 grow">{aboutOf(one, order)}</Text>
        <Text className={`tag nw ${TONE[state]}`}>{w.aftersales.states[state]}</Text>
      </View>
      <Text className="t3 block">
        {[reasonOf(one), words, when(askedAt)].filter(Boolean).join(' · ')}
      </Text>
      {decisionWords ? (
        <Text className="t2 block">{w.aftersales.answered(decisionWords)}</Text>
      ) : null}
      {refundFen !== null && refundState ? (
        <Text className="t2 block">{w.aftersales.refundStates[refundState](yuan(refundFen))}</Text>
      ) : null}
      <CaseSteps order={order.id} one={one} onChanged={onChanged} />
    </View>
  );
}

function reasonOf({ kind, reason }: Case): string {
  if (kind === 'cancel') return '';
  const reasons: Readonly<Record<string, string>> = w.aftersales.reasons;
  return reasons[reason] ?? reason;
}

function aboutOf({ kind, lines }: Case, order: Order): string {
  if (kind === 'cancel') return w.aftersales.kinds.cancel;
  const way = kind === 'amount' ? w.aftersales.kinds.amount : w.aftersales.ways[kind];
  const named = lines.flatMap(({ no, pieces }) => {
    const title = order.lines.find((line) => line.no === no)?.title;
    return title ? [pieces > 0 ? w.aftersales.pieceOf(title, pieces) : title] : [];
  });
  return [named.join(w.guide.comma), way].filter(Boolean).join(' · ');
}
