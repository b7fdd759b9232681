/** What happened between this person and us, newest first, by day. */
import { Eye, MessageCircle, Share2, ShoppingBag, type LucideIcon } from 'lucide-react';
import { useTimeline, type Happening } from '../../api/customers.ts';
import { clock, date, day, money } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { Act, Tag } from '../../parts/small.tsx';
import { Bones, Nothing, Trouble } from '../../parts/states.tsx';

const LOOKS: Readonly<Record<Happening['kind'], readonly [LucideIcon, string]>> = {
  visit: [Eye, 'var(--ink-3)'],
  share: [Share2, 'var(--d-share)'],
  order: [ShoppingBag, 'var(--d-member)'],
  brought: [ShoppingBag, 'var(--d-share)'],
  note: [MessageCircle, 'var(--ok)'],
};

export function Timeline({ id }: { id: string }) {
  const story = useTimeline(id);
  const items = story.data?.pages.flatMap((page) => page.items);
  if (items === undefined)
    return story.error ? (
      <Trouble error={story.error} retry={() => void story.refetch()} />
    ) : (
      <Bones heights={[300]} />
    );
  if (items.length === 0) return <Nothing title={t('story.none')} words={t('story.none_words')} />;
  const days = Map.groupBy(items, (each) => date(each.at));
  return (
    <section className="card" style={{ padding: '14px 16px 2px' }} aria-label={t('story.title')}>
      {[...days].map(([named, happenings]) => (
        <div key={named}>
          <h3 className="day">{dayTitle(happenings[0]!.at)}</h3>
          <ul className="tl">
            {happenings.map((each) => (
              <Entry key={`${each.kind}${each.id}`} each={each} />
            ))}
          </ul>
        </div>
      ))}
      {story.hasNextPage && (
        <Act
          look="text block"
          waiting={story.isFetchingNextPage}
          onClick={() => void story.fetchNextPage()}
        >
          {t('story.earlier')}
        </Act>
      )}
    </section>
  );
}
const dayTitle = (at: string): string =>
  day(at) === date(at) ? date(at) : `${day(at)} ${date(at)}`;

function Entry({ each }: { each: Happening }) {
  const [Icon, colour] = LOOKS[each.kind];
  return (
    <li>
      <span className="dot" style={{ color: colour }} aria-hidden="true">
        <Icon />
      </span>
      <div className="grow">
        <div className="row between at-top" style={{ gap: 8 }}>
          <b>{headline(each)}</b>
          <span className="t3 num" style={{ lineHeight: '20px' }}>
            {clock(each.at)}
          </span>
        </div>
        <Under each={each} />
      </div>
    </li>
  );
}

function headline(each: Happening): string {
  switch (each.kind) {
    case 'visit':
      return t(each.mine ? 'story.opened_mine' : 'story.opened', {
        what: each.target,
        group: each.group ?? '',
      });
    case 'share':
      return t('story.shared', { what: each.target });
    case 'order':
      return t('story.bought', { count: each.pieces, sum: money(each.sumFen) });
    case 'brought':
      return t('story.brought', { who: each.who, sum: money(each.sumFen) });
    case 'note':
      return t(each.mine ? 'story.you_noted' : 'story.noted', { by: each.by, words: each.words });
  }
}

function Under({ each }: { each: Happening }) {
  if (each.kind === 'share')
    return (
      <div className="t2">
        {t('story.came', { visits: each.visits, signUps: each.signUps, orders: each.orders })}
      </div>
    );
  if (each.kind === 'visit')
    return each.group === null ? null : (
      <div className="t2">{t('story.in_group', { group: each.group })}</div>
    );
  if (each.kind !== 'order' && each.kind !== 'brought') return null;
  return (
    <div className="t2">
      {each.kind === 'order' && <div className="two">{each.titles.join(t('story.and'))}</div>}
      <span className="row s wrap">
        {each.soldWhileClosed && <Tag look="time">{t('orders.after_hours')}</Tag>}
        {each.preparedBy && (
          <Tag look="space">{t('story.prepared_by', { outlet: each.preparedBy })}</Tag>
        )}
        {each.kind === 'order' && <Tag>{t(`state.${each.state}` as Key)}</Tag>}
        {each.earnedFen !== null && each.earnedFen > 0 && (
          <span>{t('story.you_earn', { sum: money(each.earnedFen) })}</span>
        )}
      </span>
    </div>
  );
}
