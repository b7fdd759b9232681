/** The chosen person of the tree, and who in it brings most. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Card, Face, Fen } from '../../parts/parts.tsx';
import { count, money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Tree, TreeLink, Visitor } from './grow.ts';
import { zh } from './zh.ts';

interface Props {
  readonly tree: Tree;
  readonly link: TreeLink | null;
  readonly visitor: Visitor | null;
  readonly dive: (link: TreeLink) => void;
}

export function Inspector({ tree, link, visitor, dive }: Props) {
  const t = useWords(zh, en);
  const name = link?.sharerName ?? visitor?.name ?? '';
  const parent = tree.links.find((each) => each.code === (link?.parentCode ?? visitor?.linkCode));
  const member = link?.sharerKind === 'member' ? link.sharerId : (visitor?.memberId ?? null);
  if (!link && !visitor) return null;
  const facts = [
    [
      t('from'),
      parent
        ? t('fromWhom', {
            name: parent.sharerName || t('nameless'),
            at: when(parent.madeAt, t.language),
          })
        : t('startHere'),
    ],
    [
      t('passed'),
      link
        ? t('passedAt', { at: when(link.madeAt, t.language), channel: t.of(link.channel) })
        : t('notPassed'),
    ],
    [t('brought'), money(link?.salesFen ?? 0)],
    ...(link?.sharerKind === 'member' ? [[t('earned'), money(link.earnedFen)]] : []),
  ] as const;
  return (
    <section className="card stack" style={{ gap: 12 }}>
      <div className="row">
        <Face name={name || (visitor?.memberId ?? '')} size={46} />
        <div>
          <b style={{ fontSize: 16 }}>{name || t('nameless')}</b>
          <div className="t3">
            {link?.depth === 1
              ? t('guideColumn')
              : t('levelIs', { n: link ? link.depth - 1 : (parent?.depth ?? 1) })}
          </div>
        </div>
      </div>
      {link && (
        <dl className="trio">
          {(
            [
              [link.visitors, 'sawCount'],
              [link.signUps, 'signCount'],
              [link.orders, 'orderCount'],
            ] as const
          ).map(([figure, word]) => (
            <div key={word}>
              <dd className="fig" style={{ fontSize: 20 }}>
                {count(figure)}
              </dd>
              <dt className="t3">{t(word)}</dt>
            </div>
          ))}
        </dl>
      )}
      <dl className="facts">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt className="t3">{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        {link && (
          <Button style={{ flex: 1 }} onClick={() => dive(link)}>
            {t('subtree')}
          </Button>
        )}
        {member && (
          <Link
            to="/members/$id"
            params={{ id: member } as never}
            className="chip"
            style={{ flex: 1, textAlign: 'center' }}
          >
            {t('openMember')}
          </Link>
        )}
      </div>
    </section>
  );
}

export function Ranking({ tree, choose }: { tree: Tree; choose: (link: TreeLink) => void }) {
  const t = useWords(zh, en);
  const best = [...tree.links]
    .sort((a, b) => b.salesFen - a.salesFen || b.visitors - a.visitors)
    .slice(0, 6);
  return (
    <Card title={t('ranking')} note={t('rankingNote')}>
      <table className="plain">
        <tbody>
          {best.map((link) => (
            <tr key={link.code} className="clickable" onClick={() => choose(link)}>
              <td>
                <span className="row" style={{ gap: 8 }}>
                  <Face name={link.sharerName || link.code} size={22} />
                  <span className="one cut" style={{ maxWidth: 90 }}>
                    {link.sharerName || t('nameless')}
                  </span>
                </span>
              </td>
              <td className="r">{t('rankPeople', { n: count(link.visitors) })}</td>
              <td className="r">
                <Fen of={link.salesFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
