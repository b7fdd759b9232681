/**
 * A drawing of the city, not a survey: pins by state, service areas, complexes, who prepares for
 * whom. Production puts a licensed map behind the same pins.
 */
import { Button } from 'antd';
import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { frameOf, type Frame, SIZE, xOf, yOf } from './geometry.ts';
import { type Board, type OnBoard, pinState } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly board: Board;
  readonly outlets: readonly OnBoard[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

export function OutletMap({ board, outlets, chosen, choose }: Props) {
  const t = useWords(zh, en);
  const frame = useMemo(() => frameOf(board.items), [board]);
  const [zoom, setZoom] = useState(1);
  const [moved, setMoved] = useState({ x: 0, y: 0 });
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null);
  const middle = outlets.find((outlet) => outlet.id === chosen);
  const width = SIZE.width / zoom;
  const height = SIZE.height / zoom;
  const focus =
    zoom > 1 && middle
      ? { x: xOf(frame, middle.lng), y: yOf(frame, middle.lat) }
      : { x: SIZE.width / 2, y: SIZE.height / 2 };
  const [left, top] = [focus.x - width / 2 - moved.x, focus.y - height / 2 - moved.y];
  const view = `${left} ${top} ${width} ${height}`;
  return (
    <div className="map">
      <svg
        viewBox={view}
        preserveAspectRatio="xMidYMid slice"
        role="group"
        aria-label={t('map')}
        onPointerDown={(event) => setFrom({ x: event.clientX, y: event.clientY })}
        onPointerUp={() => setFrom(null)}
        onPointerLeave={() => setFrom(null)}
        onPointerMove={(event) => {
          if (!from) return;
          const scale = width / event.currentTarget.clientWidth;
          setMoved({
            x: moved.x + (event.clientX - from.x) * scale,
            y: moved.y + (event.clientY - from.y) * scale,
          });
          setFrom({ x: event.clientX, y: event.clientY });
        }}
      >
        <Ground />
        <Areas frame={frame} outlets={outlets} chosen={chosen} />
        <Homes frame={frame} board={board} zoom={zoom} />
        <Crossings frame={frame} board={board} chosen={chosen} />
        {outlets.map((outlet) => (
          <Pin
            key={outlet.id}
            outlet={outlet}
            frame={frame}
            zoom={zoom}
            big={outlet.id === chosen}
            choose={() => choose(outlet.id)}
          />
        ))}
      </svg>
      <div className="map-zoom">
        <Button
          size="small"
          aria-label={t('zoomIn')}
          icon={<Plus size={15} />}
          onClick={() => setZoom(Math.min(zoom * 1.6, 8))}
        />
        <Button
          size="small"
          aria-label={t('zoomOut')}
          icon={<Minus size={15} />}
          onClick={() => {
            setZoom(Math.max(zoom / 1.6, 1));
            setMoved({ x: 0, y: 0 });
          }}
        />
      </div>
      <div className="map-key legend">
        <Key color="var(--ok)">{t('open')}</Key>
        <Key color="var(--d-time)">{t('closed')}</Key>
        <Key color="var(--bad)">{t('legendFull')}</Key>
        <span className="t3">{t('drawn')}</span>
      </div>
    </div>
  );
}

const Key = ({ color, children }: { color: string; children: ReactNode }) => (
  <span>
    <i className="dotc round" style={{ background: color }} aria-hidden />
    {children}
  </span>
);

const RIVER =
  'M-2000 900C-400 860 120 830 420 700S820 620 1120 500S2600 300 3000 260V520' +
  'C2200 560 1500 600 1180 700S700 860 420 980S-900 1130 -2000 1150Z';

/** A river, a lake, a park and roads: enough to feel the city; nothing pretends to be exact. */
function Ground() {
  return (
    <g aria-hidden="true">
      <rect x="-2000" y="-2000" width="5000" height="5000" className="land" />
      <path className="water" d={RIVER} />
      <path
        className="water"
        d="M520 470C560 430 640 430 660 480S640 580 590 580S480 520 520 470Z"
      />
      <path className="park" d="M300 440Q330 390 390 400T440 470T360 500T300 440Z" />
      <path
        className="park"
        d="M240 640C320 570 420 560 480 600S420 690 330 690S220 680 240 640Z"
      />
      <g className="road">
        <path d="M-2000 180H3000" />
        <path d="M-2000 370C0 330 600 360 1000 320S2000 320 3000 300" />
        <path d="M220 -2000C200 200 230 500 190 3000" />
        <path d="M700 -2000C720 100 690 300 760 620S900 1100 1000 3000" />
        <path d="M460 -2000V240C470 420 560 640 600 3000" />
      </g>
    </g>
  );
}

function Areas({
  frame,
  outlets,
  chosen,
}: {
  frame: Frame;
  outlets: readonly OnBoard[];
  chosen: string | null;
}) {
  return (
    <g aria-hidden="true">
      {outlets.map((outlet) => {
        const name = outlet.id === chosen ? 'area now' : 'area';
        if (outlet.area)
          return (
            <polygon
              key={outlet.id}
              className={name}
              points={outlet.area
                .map(([lng, lat]) => `${xOf(frame, lng)},${yOf(frame, lat)}`)
                .join(' ')}
            />
          );
        const radius = Math.min(outlet.radiusM * frame.perMetre, outlet.id === chosen ? 400 : 64);
        return (
          <circle
            key={outlet.id}
            className={name}
            cx={xOf(frame, outlet.lng)}
            cy={yOf(frame, outlet.lat)}
            r={radius}
          />
        );
      })}
    </g>
  );
}

const at = (frame: Frame, place: { lat: number; lng: number }, scale: number) =>
  `translate(${xOf(frame, place.lng)} ${yOf(frame, place.lat)}) scale(${scale})`;

function Homes({ frame, board, zoom }: { frame: Frame; board: Board; zoom: number }) {
  const named = zoom >= 1.6;
  return (
    <g className="homes" aria-hidden="true">
      {board.complexes.map((home) => (
        <g key={home.id} transform={at(frame, home, 1 / zoom)}>
          <rect x="-4" y="-4" width="8" height="8" rx="2" />
          {named && (
            <text y="-9" textAnchor="middle">
              {home.name}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** Dashed from the selling to the preparing outlet, of the chosen one. */
function Crossings({
  frame,
  board,
  chosen,
}: {
  frame: Frame;
  board: Board;
  chosen: string | null;
}) {
  const known = new Map(board.items.map((outlet) => [outlet.id, outlet]));
  return (
    <g className="crossings" aria-hidden="true">
      {board.crossings
        .filter(({ fromId }) => fromId === chosen)
        .map(({ fromId, toId }) => {
          const [a, b] = [known.get(fromId), known.get(toId)];
          return (
            a &&
            b && (
              <line
                key={toId}
                x1={xOf(frame, a.lng)}
                y1={yOf(frame, a.lat)}
                x2={xOf(frame, b.lng)}
                y2={yOf(frame, b.lat)}
              />
            )
          );
        })}
    </g>
  );
}

const PIN = 'M0 0C-9 -11 -13 -17 -13 -24A13 13 0 1 1 13 -24C13 -17 9 -11 0 0Z';

function Pin(props: {
  outlet: OnBoard;
  frame: Frame;
  zoom: number;
  big: boolean;
  choose: () => void;
}) {
  const { outlet, frame, zoom, big, choose } = props;
  const scale = (big ? 1.45 : 1) / zoom;
  return (
    <g
      role="button"
      tabIndex={0}
      aria-pressed={big}
      aria-label={outlet.shortName}
      className={`pin ${big ? 'now' : pinState(outlet)}`}
      transform={at(frame, outlet, scale)}
      onClick={choose}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && choose()}
    >
      <path d={PIN} />
      <circle cy="-24" r="5" />
      <text y="17" textAnchor="middle">
        {outlet.shortName}
      </text>
    </g>
  );
}
