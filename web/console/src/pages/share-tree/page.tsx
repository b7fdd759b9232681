/** One share tree: seven measures, the drawing, who is chosen, who brings most; or a table. */
import { useParams, useRouter } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useRead } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { Bar, Card, Dot } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { count, money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Drawing } from './drawing.tsx';
import { en } from './en.ts';
import { growFrom, MANY, type Tree, type TreeLink, type Twig } from './grow.ts';
import { Inspector, Ranking } from './inspector.tsx';
import './share-tree.css';
import { TreeTable } from './tree-table.tsx';
import { zh } from './zh.ts';

export function Page() {
  const { code } = useParams({ strict: false }) as { code: string };
  const read = useRead<Tree>(`/share-tree/${code}`, {}, { fresh: true });
  return (
    <Shown read={read} height={700}>
      {(tree) => <Whole tree={tree} opened={code} />}
    </Shown>
  );
}

function Whole({ tree, opened }: { tree: Tree; opened: string }) {
  const t = useWords(zh, en);
  const router = useRouter();
  const { search, set } = useAddress();
  const [top, setTop] = useState(tree.root.code);
  const [chosen, setChosen] = useState<string>(opened);
  const root = useMemo(() => growFrom(tree, top), [tree, top]);
  const link = tree.links.find((each) => each.code === chosen) ?? null;
  const visitor = link
    ? null
    : (tree.visitors.find((v) => `${v.linkCode} ${v.memberId}` === chosen) ?? null);
  const first = tree.links[0]!;
  const deep = Math.max(...tree.links.map((each) => each.depth));
  const about = [tree.root.groupName, when(tree.root.madeAt, t.language)]
    .filter(Boolean)
    .join(' · ');
  const dive = (twig: Twig) => twig.link && setTop(twig.link.code);
  return (
    <>
      <Bar
        title={tree.root.targetName}
        note={about}
        before={
          <Button
            type="text"
            aria-label={t('back')}
            icon={<ArrowLeft size={16} />}
            onClick={() => router.history.back()}
          />
        }
      >
        {top !== tree.root.code && (
          <Button onClick={() => setTop(tree.root.code)}>{t('whole')}</Button>
        )}
        <Segmented
          value={search.as === 'table' ? 'table' : 'tree'}
          onChange={(as) => set({ as: as === 'table' ? 'table' : undefined })}
          options={[
            { value: 'tree', label: t('asTree') },
            { value: 'table', label: t('asTable') },
          ]}
        />
      </Bar>
      <Measures tree={tree} deep={deep} />
      <div className="grid tree-grid">
        <Card
          title={t('treeOf', {
            name: first.sharerName || t('nameless'),
            at: when(first.madeAt, t.language),
          })}
          extra={
            <div className="legend">
              <span>
                <Dot tone="share" />
                {t('ordered')}
              </span>
              <span>
                <Dot tone="member" />
                {t('signed')}
              </span>
              <span>
                <Dot tone="walkin" />
                {t('seen')}
              </span>
              <span className="t3">{t('bigger')}</span>
            </div>
          }
        >
          {tree.links.length > MANY && <p className="t3">{t('collapsed', { n: 6 })}</p>}
          {search.as === 'table' ? (
            <TreeTable tree={tree} choose={(each) => setChosen(each.code)} chosen={chosen} />
          ) : (
            <Drawing
              key={top}
              root={root}
              chosen={chosen}
              choose={(twig) => setChosen(twig.key)}
              dive={dive}
              sentence={t('treeLabel', { n: tree.links.length, deep })}
            />
          )}
        </Card>
        <div className="grid">
          <Inspector
            tree={tree}
            link={link}
            visitor={visitor}
            dive={(each: TreeLink) => setTop(each.code)}
          />
          <Ranking tree={tree} choose={(each) => setChosen(each.code)} />
        </div>
      </div>
    </>
  );
}

function Measures({ tree, deep }: { tree: Tree; deep: number }) {
  const t = useWords(zh, en);
  const sum = (of: (link: TreeLink) => number) =>
    tree.links.reduce((total, link) => total + of(link), 0);
  const people = sum((link) => link.visitors);
  const signUps = sum((link) => link.signUps);
  const k = people + 1 > 0 ? signUps / Math.max(1, tree.links.length) : 0;
  const figures = [
    [count(tree.links.length), t('links'), ''],
    [count(sum((l) => l.visits)), t('opened'), t('people', { n: count(people) })],
    [count(signUps), t('signUps'), ''],
    [count(sum((l) => l.orders)), t('firstOrders'), ''],
    [
      money(sum((l) => l.salesFen)),
      t('sales'),
      t('night', { amount: money(sum((l) => l.nightFen)) }),
    ],
    [k.toFixed(2), t('k'), t('kNote')],
    [t('level', { n: deep }), t('deepest'), t('paidLevels')],
  ] as const;
  return (
    <section className="card measures">
      {figures.map(([figure, word, note]) => (
        <div key={word}>
          <div className="t2">{word}</div>
          <div className="fig" style={{ fontSize: 22 }}>
            {figure}
          </div>
          <div className="t3 one">{note}</div>
        </div>
      ))}
    </section>
  );
}
