/** What happened to an order, one plain sentence an event; an unknown verb stays readable. */
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Order, Told } from './types.ts';
import { zh } from './zh.ts';

export function useHistoryWords(order: Order): (event: Told) => string {
  const t = useWords(zh, en);
  const named = (value: unknown) =>
    typeof value === 'string' ? (order.names[value] ?? value) : '';
  return ({ verb, actorKind, actorId, facts }) => {
    const who =
      actorKind === 'staff'
        ? named(actorId)
        : actorKind === 'member'
          ? order.memberName
          : actorKind === 'key'
            ? t('byKey', { name: named(actorId) })
            : t(actorKind === 'payment' ? 'cashier' : 'itself');
    const outlet = named(facts.outlet ?? facts.outletId ?? facts.to ?? facts.toOutlet);
    const from = named(facts.from ?? facts.fromOutlet);
    const fen = facts.amountFen ?? facts.amount ?? facts.payableFen;
    const amount =
      typeof fen === 'number' ? money(fen) : verb === 'paid' ? money(order.payableFen) : '';
    const reason =
      typeof facts.reason === 'string' ? t.of(`reason_${facts.reason}`, facts.reason) : '';
    const put = typeof facts.shelf === 'string' ? facts.shelf : '';
    const shelf = /^\d+$/.test(put) ? t('shelfNo', { n: put }) : put;
    const sentence = t.of(`h_${verb}`, '');
    if (!sentence) return [verb.replaceAll('_', ' '), who].filter(Boolean).join(' · ');
    const said: Record<string, string> = { who, outlet, from, amount, reason, shelf };
    return sentence
      .replace(/\{(\w+)\}/g, (_, key: string) => said[key] ?? '')
      .replace(/[，,：:\s]+$/, '')
      .trim();
  };
}
