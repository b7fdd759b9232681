/** The tree as a table: the same people, for the keyboard and for reading aloud. */
import { Fen, When } from '../../parts/parts.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Tree, TreeLink } from './grow.ts';
import { zh } from './zh.ts';

interface Props {
  readonly tree: Tree;
  readonly chosen: string;
  readonly choose: (link: TreeLink) => void;
}

export function TreeTable({ tree, chosen, choose }: Props) {
  const t = useWords(zh, en);
  const named = new Map(tree.links.map((link) => [link.code, link.sharerName || t('nameless')]));
  return (
    <div className="tree-table" tabIndex={0} role="region" aria-label={t('asTable')}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('tName')}</th>
            <th>{t('tLevel')}</th>
            <th>{t('tParent')}</th>
            <th>{t('tAt')}</th>
            <th className="r">{t('opened')}</th>
            <th className="r">{t('signUps')}</th>
            <th className="r">{t('firstOrders')}</th>
            <th className="r">{t('sales')}</th>
          </tr>
        </thead>
        <tbody>
          {tree.links.slice(0, 600).map((link) => (
            <tr key={link.code} className={link.code === chosen ? 'sel' : ''}>
              <td style={{ paddingLeft: 10 + (link.depth - 1) * 16 }}>
                <button type="button" className="link" onClick={() => choose(link)}>
                  {named.get(link.code)}
                </button>
              </td>
              <td>{link.depth - 1}</td>
              <td>{link.parentCode ? named.get(link.parentCode) : '–'}</td>
              <td>
                <When at={link.madeAt} />
              </td>
              <td className="r">{count(link.visits)}</td>
              <td className="r">{count(link.signUps)}</td>
              <td className="r">{count(link.orders)}</td>
              <td className="r">
                <Fen of={link.salesFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
