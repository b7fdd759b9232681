/** The service area on the drawing: corners come and go by a press, or the radius holds. */
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { patch } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Card } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { atOf, frameOf, SIZE, xOf, yOf } from '../outlets/geometry.ts';
import '../outlets/outlets.css';
import { en } from './en.ts';
import type { Outlet, Span } from './types.ts';
import { zh } from './zh.ts';

const DEGREE_M = 111_320;
const ROADS =
  'M0 300H1000M0 690C300 660 700 720 1000 690M240 0V1040M700 0C690 400 720 700 700 1040';

export function AreaCard({ outlet }: { outlet: Outlet }) {
  const t = useWords(zh, en);
  const may = useMay()('outlets.write');
  const [corners, setCorners] = useState<readonly Span[]>(outlet.area ?? []);
  const [radiusM, setRadius] = useState(outlet.radiusM);
  const reach = Math.max(outlet.radiusM, 1500) / DEGREE_M;
  const frame = frameOf([
    { lat: outlet.lat - reach, lng: outlet.lng - reach },
    { lat: outlet.lat + reach, lng: outlet.lng + reach },
  ]);
  const save = useWrite(
    () => patch(`/outlets/${outlet.id}`, { area: corners.length >= 3 ? corners : null, radiusM }),
    { quiet: true, done: t('saved') },
  );
  const press = (event: React.MouseEvent<SVGSVGElement>) => {
    if (!may) return;
    const matrix = event.currentTarget.getScreenCTM();
    if (!matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const { lng, lat } = atOf(frame, point.x, point.y);
    setCorners([...corners, [lng, lat]]);
  };
  const [x, y] = [xOf(frame, outlet.lng), yOf(frame, outlet.lat)];
  return (
    <Card title={t('area')} note={may ? t('areaNote') : ''}>
      <div className="map area-map">
        <svg
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          role="img"
          aria-label={t('area')}
          onClick={press}
        >
          <rect width={SIZE.width} height={SIZE.height} className="land" />
          <g className="road">
            <path d={ROADS} />
          </g>
          {corners.length >= 3 ? (
            <polygon
              className="area now"
              points={corners
                .map(([lng, lat]) => `${xOf(frame, lng)},${yOf(frame, lat)}`)
                .join(' ')}
            />
          ) : (
            <circle className="area now" cx={x} cy={y} r={radiusM * frame.perMetre} />
          )}
          <g className="homes">
            {outlet.complexes.map((home) => (
              <g
                key={home.id}
                transform={`translate(${xOf(frame, home.lng)} ${yOf(frame, home.lat)})`}
              >
                <rect x="-6" y="-6" width="12" height="12" rx="3" />
                <text y="-12" textAnchor="middle" style={{ fontSize: 22 }}>
                  {home.name}
                </text>
              </g>
            ))}
          </g>
          <g className="pin now" transform={`translate(${x} ${y}) scale(2)`}>
            <path d="M0 0C-9 -11 -13 -17 -13 -24A13 13 0 1 1 13 -24C13 -17 9 -11 0 0Z" />
            <circle cy="-24" r="5" />
          </g>
          {may &&
            corners.map(([lng, lat], i) => (
              <circle
                key={`${lng},${lat}`}
                className="corner"
                cx={xOf(frame, lng)}
                cy={yOf(frame, lat)}
                r="12"
                onClick={(event) => {
                  event.stopPropagation();
                  setCorners(corners.filter((_, each) => each !== i));
                }}
              />
            ))}
        </svg>
      </div>
      {may && (
        <div className="row" style={{ marginTop: 10 }}>
          <span className="t2">{t('radius')}</span>
          <InputNumber
            value={radiusM}
            min={100}
            max={50000}
            step={500}
            onChange={(next) => setRadius(Number(next ?? 5000))}
            aria-label={t('radius')}
          />
          <span className="sp" />
          <Button onClick={() => setCorners([])} disabled={corners.length === 0}>
            {t('areaClear')}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('save')}
          </Button>
        </div>
      )}
      <RefusalLine error={save.error} />
    </Card>
  );
}
