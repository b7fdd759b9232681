/** Her story, newest first: visits, shares, orders, whom she brought, what was talked of. */
import { Link } from '@tanstack/react-router';
import { Eye, MessageSquare, ReceiptText, Share2, UserPlus, type LucideIcon } from 'lucide-react';
import { type Page as PageOf, useRead } from '../../api/use.ts';
import { Card, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Happening, Member } from './types.ts';
import { zh } from './zh.ts';

const ICON: Readonly<Record<Happening['kind'], LucideIcon>> = {
  visit: Eye,
  share: Share2,
  order: ReceiptText,
  brought: UserPlus,
  note: MessageSquare,
};

export function TimelineCard({ member }: { member: Member }) {
  const t = useWords(zh, en);
  const read = useRead<PageOf<Happening>>(`/members/${member.id}/timeline`, { count: 30 });
  const say = (h: Happening): string => {
    const facts = {
      target: h.target ?? '',
      n: h.visits ?? 0,
      orders: h.orders ?? 0,
      what: (h.titles ?? []).join('、'),
      amount: money(h.sumFen ?? 0),
      who: h.who ?? '',
      words: h.words ?? '',
      by: h.by ?? '',
    };
    return t(`t_${h.kind}`, facts);
  };
  return (
    <Card title={t('story')}>
      <Shown read={read} height={240}>
        {({ items }) => (
          <ol className="story">
            {items.length === 0 && <li className="t2">{t('storyNone')}</li>}
            {items.map((happening) => {
              const Icon = ICON[happening.kind];
              const sentence = say(happening);
              return (
                <li key={happening.kind + happening.id} className="row">
                  <Icon size={16} aria-hidden />
                  <span className="grow">
                    {happening.kind === 'order' || happening.kind === 'brought' ? (
                      <Link to="/orders/$id" params={{ id: happening.id } as never}>
                        {sentence}
                      </Link>
                    ) : (
                      sentence
                    )}
                  </span>
                  <span className="t3">
                    <When at={happening.at} />
                  </span>
                </li>
              );
            })}
          </ol>
        )}
      </Shown>
    </Card>
  );
}
