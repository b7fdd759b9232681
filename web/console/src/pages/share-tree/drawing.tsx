/** The tree, drawn: who passed it to whom; size is sales, the ring is what became of it. */
import { Button } from 'antd';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo } from 'react';
import { faceOf } from '../../parts/face.ts';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { COLUMN, type Placed, place, type Twig } from './grow.ts';
import { useZoom } from './use-zoom.ts';
import { zh } from './zh.ts';

interface Props {
  readonly root: Twig;
  readonly chosen: string | null;
  readonly choose: (twig: Twig) => void;
  readonly dive: (twig: Twig) => void;
  readonly sentence: string;
}

const RING = {
  ordered: 'var(--d-share)',
  signed: 'var(--d-member)',
  seen: 'var(--d-walkin)',
} as const;

export function Drawing({ root, chosen, choose, dive, sentence }: Props) {
  const t = useWords(zh, en);
  const { all, height } = useMemo(() => place(root), [root]);
  const deepest = Math.max(...all.map(({ twig }) => twig.level)) - root.level;
  const whole = { w: 190 + deepest * COLUMN, h: height + 40 };
  const { window, zoom, turn, fit, drag } = useZoom(whole);
  const path = pathTo(all, chosen);
  const tools = [
    ['zoomOut', ZoomOut, () => turn(1 / 1.3)],
    ['zoomIn', ZoomIn, () => turn(1.3)],
    ['fit', Maximize, fit],
  ] as const;
  return (
    <div className="share-tree">
      <div className="tree-tools">
        {tools.map(([word, Icon, go]) => (
          <Button
            key={word}
            size="small"
            aria-label={t(word)}
            icon={<Icon size={16} />}
            onClick={go}
          />
        ))}
      </div>
      <div className="tree-window" ref={window} {...drag}>
        <svg
          viewBox={`0 0 ${whole.w} ${whole.h}`}
          width={whole.w * zoom}
          height={whole.h * zoom}
          role="group"
          aria-label={sentence}
        >
          <Zone root={root} whole={whole} deepest={deepest} />
          {all.map(
            (placed) =>
              placed.from && (
                <Limb key={placed.twig.key} placed={placed} lit={path.has(placed.twig.key)} />
              ),
          )}
          {all.map((placed) => (
            <Person
              key={placed.twig.key}
              placed={placed}
              lit={placed.twig.key === chosen}
              choose={choose}
              dive={dive}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

/** From level three on: recorded, not paid. */
function Zone({
  root,
  whole,
  deepest,
}: {
  root: Twig;
  whole: { w: number; h: number };
  deepest: number;
}) {
  const t = useWords(zh, en);
  const from = 3 - root.level;
  return (
    <g aria-hidden="true">
      {deepest >= from && from > 0 && (
        <rect
          x={70 + from * COLUMN - 60}
          y="0"
          width={whole.w}
          height={whole.h}
          rx="14"
          className="zone"
        />
      )}
      {Array.from({ length: deepest + 1 }, (_, i) => (
        <text key={i} x={70 + i * COLUMN} y={16} textAnchor="middle" className="level">
          {i + root.level === 0
            ? t('guideColumn')
            : i === from
              ? t('recordedOnly')
              : t('column', { n: i + root.level })}
        </text>
      ))}
    </g>
  );
}

function pathTo(all: readonly Placed[], key: string | null): ReadonlySet<string> {
  const lit = new Set<string>();
  for (let at = all.find(({ twig }) => twig.key === key) ?? null; at; at = at.from)
    lit.add(at.twig.key);
  return lit;
}

function Limb({ placed, lit }: { placed: Placed; lit: boolean }) {
  const { from, x, y, r } = placed;
  const [x1, y1, x2] = [from!.x + from!.r, from!.y, x - r];
  const middle = (x1 + x2) / 2;
  return (
    <path
      className={lit ? 'limb lit' : 'limb'}
      d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y} ${x2} ${y}`}
    />
  );
}

interface PersonProps {
  readonly placed: Placed;
  readonly lit: boolean;
  readonly choose: (twig: Twig) => void;
  readonly dive: (twig: Twig) => void;
}

function Person({ placed: { twig, x, y, r }, lit, choose, dive }: PersonProps) {
  const t = useWords(zh, en);
  const name = twig.more ? t('more', { n: twig.more }) : twig.name || t('nameless');
  const what = twig.more
    ? ''
    : twig.salesFen > 0
      ? money(twig.salesFen)
      : twig.level > 0
        ? t(twig.outcome)
        : '';
  const below = twig.link !== null && twig.children.length > 0;
  const label = {
    x: below ? 0 : r + 8,
    y: below ? r + 16 : 5,
    anchor: below ? 'middle' : 'start',
  } as const;
  return (
    <g
      role="button"
      tabIndex={0}
      aria-pressed={lit}
      aria-label={`${name} ${what}`}
      className="person"
      transform={`translate(${x} ${y})`}
      onClick={() => choose(twig)}
      onDoubleClick={() => twig.link && dive(twig)}
      onKeyDown={(event) => event.key === 'Enter' && choose(twig)}
    >
      <circle
        r={r}
        className="ground"
        style={{ stroke: RING[twig.outcome], strokeWidth: lit ? 4 : 2.5 }}
      />
      {r >= 15 && !twig.more && (
        <image
          href={faceOf(twig.name)}
          x={-r + 3}
          y={-r + 3}
          width={2 * r - 6}
          height={2 * r - 6}
          clipPath="circle(50%)"
        />
      )}
      <text x={label.x} y={label.y} textAnchor={label.anchor}>
        {name}
        <tspan className={twig.salesFen > 0 ? 'sold' : 'soft'}> {what}</tspan>
      </text>
    </g>
  );
}
