/** The frozen reasons of a credit as sentences with names and clock times, one row a role. */
import { clock, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { LinkStep, Order, Reason } from './types.ts';
import { zh } from './zh.ts';

export interface ReasonRow {
  readonly key: string;
  readonly role: string;
  readonly who: string;
  readonly why: string;
  readonly counted: boolean;
}

export function useReasons(order: Order): ReasonRow[] {
  const t = useWords(zh, en);
  const { credit, names, links } = order;
  if (!credit) return [];
  const named = (id: string | null | undefined) => (id ? (names[id] ?? t('someone')) : t('nobody'));

  /** "opened 22:38, by Chen's link of 22:37, above it Lin's of 22:31". */
  const path = (): string => {
    const [first, ...above] = [...links].reverse();
    if (!first || !credit.visitAt) return '';
    const upward = above
      .slice(0, 2)
      .map((link) => t('linkAbove', { name: link.sharerName, at: clock(link.madeAt) }))
      .join('');
    return t('visitBy', {
      at: when(credit.visitAt, t.language),
      name: first.sharerName,
      made: clock(first.madeAt),
      upward,
    });
  };

  const sentence = (reason: Reason): string => {
    const facts = {
      at: reason.at ? when(reason.at, t.language) : '',
      who: named(reason.who),
      path: path(),
      buyer: order.memberName || t('nameless'),
    };
    const key = `r_${reason.code}`;
    return t.of(key, '') ? t(key as 'r_sharer', facts) : reason.code;
  };

  const home: ReasonRow = {
    key: 'home',
    role: t('role_home'),
    who: named(credit.homeOutletId),
    why: credit.homeOutletId ? t('homeWhy') : t('homeNone'),
    counted: true,
  };
  const rows = credit.reasons
    .filter((reason) => !(reason.role === 'visit' && reason.verdict === 'credited'))
    .map((reason, i): ReasonRow => {
      const passed = reason.verdict === 'passed_over';
      return {
        key: `${reason.role}-${i}`,
        role: passed ? t('notCounted') : t.of(`role_${reason.role}`, reason.role),
        who: reason.who ? named(reason.who) : passed ? t(`someVisit`) : t('nobody'),
        why: sentence(reason),
        counted: !passed,
      };
    });
  // A level that the link never had is said too: nobody asks twice where the second share went.
  const second: ReasonRow[] = credit.reasons.some((reason) => reason.role === 'sharer_2')
    ? []
    : [
        {
          key: 's2',
          role: t('role_sharer_2'),
          who: t('nobody'),
          why: secondWhy(links, t),
          counted: true,
        },
      ];
  const counted = rows.filter((row) => row.counted);
  const group: ReasonRow[] =
    credit.depth === null
      ? []
      : [
          {
            key: 'group',
            role: t('role_group'),
            who: credit.groupId ? named(credit.groupId) : t('groupNone'),
            why: t('groupWhy', { domain: t.of(`domain_${credit.domain}`), n: credit.depth }),
            counted: true,
          },
        ];
  return [home, ...counted, ...second, ...group, ...rows.filter((row) => !row.counted)];
}

function secondWhy(links: readonly LinkStep[], t: (key: 'secondStaff' | 'secondNone') => string) {
  const above = links.at(-2);
  return t(above?.sharerKind === 'staff' ? 'secondStaff' : 'secondNone');
}
