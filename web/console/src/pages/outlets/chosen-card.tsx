/** The card of the outlet chosen on list or map. */
import { Link } from '@tanstack/react-router';
import { Moon, Sun } from 'lucide-react';
import { Tag } from '../../parts/parts.tsx';
import { count, money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { inside } from './geometry.ts';
import type { Board, OnBoard } from './types.ts';
import { zh } from './zh.ts';

export function ChosenCard({ outlet, board }: { outlet: OnBoard; board: Board }) {
  const t = useWords(zh, en);
  const homes = board.complexes.filter((complex) => inside(outlet, complex)).length;
  const at = (moment: string | null) => (moment ? when(moment, t.language) : '–');
  const figures = [
    [money(outlet.monthFen), t('monthSales')],
    [money(outlet.gainFen), t('monthGain')],
    [count(outlet.members), t('neighbours')],
    [count(homes), t('homes')],
  ] as const;
  const where = { to: '/outlets/$id', params: { id: outlet.id } as never } as const;
  return (
    <section className="card chosen">
      <div className="row between">
        <h2 className="one cut">{outlet.name}</h2>
        {outlet.state === 'paused' ? (
          <Tag tone="bad">{t('paused')}</Tag>
        ) : outlet.state === 'open' ? (
          <Tag tone="ok">
            <Sun size={13} aria-hidden />
            {t('closes', { at: at(outlet.closesAt) })}
          </Tag>
        ) : (
          <Tag tone="time">
            <Moon size={13} aria-hidden />
            {t('opens', { at: at(outlet.opensAt) })}
          </Tag>
        )}
      </div>
      <div className="t3 one cut">
        {[outlet.address, outlet.dealerName]
          .filter(Boolean)
          .join(t.language === 'zh' ? '，' : ', ')}
      </div>
      <dl>
        {figures.map(([figure, word]) => (
          <div key={word}>
            <dd className="num m6">{figure}</dd>
            <dt className="t3">{word}</dt>
          </div>
        ))}
      </dl>
      <div className="row" style={{ gap: 8 }}>
        <Link {...where} className="chip">
          {t('hours')}
        </Link>
        <Link {...where} search={{ tab: 'area' } as never} className="chip">
          {t('area')}
        </Link>
        <Link to="/assortment" search={{ scope: outlet.id } as never} className="chip">
          {t('differs', { n: outlet.overrides })}
        </Link>
      </div>
    </section>
  );
}
