/** Outlets: a list and a drawing that choose each other, and the card of the chosen one. */
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { ChevronRight, Plus, Search, Store } from 'lucide-react';
import { useState } from 'react';
import { useRead } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { Bar, Tag } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { useMay, useSession } from '../../shell/session.tsx';
import { minuteOfDay } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { ChosenCard } from './chosen-card.tsx';
import { en } from './en.ts';
import { OutletMap } from './outlet-map.tsx';
import './outlets.css';
import { OpenFromTemplate } from './open-from-template.tsx';
import { type Board, isFull, type OnBoard, pinState } from './types.ts';
import { zh } from './zh.ts';

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const node = useBranch();
  const { nodes } = useSession();
  const { search, set } = useAddress();
  const [opening, setOpening] = useState(false);
  const read = useRead<Board>('/outlet-board', {}, { everyMs: 60_000 });
  const dealers = nodes.filter((each) => each.kind === 'dealer');
  const all = read.data?.items ?? [];
  const kinds = [...new Set(all.map((outlet) => outlet.kind))];
  const text = (search.text ?? '').trim();
  const shown = all.filter(
    (o) =>
      (!text || `${o.name}${o.shortName}${o.address}`.includes(text)) &&
      (!search.dealer || o.dealerId === search.dealer) &&
      (!search.kind || o.kind === search.kind) &&
      (!node || o.id === node || o.dealerId === node),
  );
  const facts = {
    n: shown.length,
    open: shown.filter((o) => o.state === 'open').length,
    full: shown.filter(isFull).length,
  };
  return (
    <>
      <Bar title={t('title')} note={read.data && t('note', facts)}>
        <Input
          prefix={<Search size={15} aria-hidden />}
          placeholder={t('find')}
          aria-label={t('find')}
          value={search.text ?? ''}
          onChange={(event) => set({ text: event.target.value || undefined })}
          style={{ width: 190 }}
          allowClear
        />
        <Select
          placeholder={t('dealer')}
          aria-label={t('dealer')}
          allowClear
          value={search.dealer ?? null}
          onChange={(dealer) => set({ dealer: dealer ?? undefined })}
          options={dealers.map((each) => ({ value: each.id, label: each.name }))}
          style={{ minWidth: 120 }}
        />
        <Select
          placeholder={t('kind')}
          aria-label={t('kind')}
          allowClear
          value={search.kind ?? null}
          onChange={(kind) => set({ kind: kind ?? undefined })}
          options={kinds.map((value) => ({ value, label: t.of(value) }))}
          style={{ minWidth: 100 }}
        />
        {may('outlets.write') && (
          <Button type="primary" icon={<Plus size={15} />} onClick={() => setOpening(true)}>
            {t('openFrom')}
          </Button>
        )}
      </Bar>
      <Shown read={read} height={700}>
        {(board) =>
          board.items.length === 0 ? (
            <Blank icon={Store} tone="accent" title={t('none')} words={t('noneWords')} />
          ) : (
            <Split board={board} shown={shown} />
          )
        }
      </Shown>
      <OpenFromTemplate open={opening} close={() => setOpening(false)} outlets={all} />
    </>
  );
}

function Split({ board, shown }: { board: Board; shown: readonly OnBoard[] }) {
  const t = useWords(zh, en);
  const go = useNavigate();
  const { search, set } = useAddress();
  const chosen = shown.find((outlet) => outlet.id === search.chosen) ?? shown[0];
  const choose = (id: string) => set({ chosen: id });
  return (
    <div className="grid outlets-grid">
      <section className="card outlet-list">
        <table className="plain">
          <thead>
            <tr>
              <th>{t('outlet')}</th>
              <th>{t('today')}</th>
              <th className="r">{t('capacity')}</th>
              <th style={{ width: 34 }}>
                <span className="vh">{t('outlet')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((outlet) => (
              <tr
                key={outlet.id}
                className={`clickable ${outlet.id === chosen?.id ? 'sel' : ''}`}
                onClick={() => choose(outlet.id)}
              >
                <td>
                  <b className="one">{outlet.shortName}</b>{' '}
                  {outlet.kind !== 'store' && <Tag>{t.of(outlet.kind)}</Tag>}
                  <div className="t3 one cut">{outlet.dealerName ?? '–'}</div>
                </td>
                <td>
                  <Today outlet={outlet} />
                </td>
                <td className="r">
                  {isFull(outlet) ? (
                    <Tag tone="bad">{t('full')}</Tag>
                  ) : outlet.dailyCapacity === null ? (
                    t('unlimited')
                  ) : (
                    `${outlet.takenToday} / ${outlet.dailyCapacity}`
                  )}
                </td>
                <td>
                  <Button
                    type="text"
                    size="small"
                    aria-label={outlet.name}
                    icon={<ChevronRight size={16} />}
                    onClick={() =>
                      void go({ to: '/outlets/$id', params: { id: outlet.id } as never })
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="map-place">
        <OutletMap board={board} outlets={shown} chosen={chosen?.id ?? null} choose={choose} />
        {chosen && <ChosenCard outlet={chosen} board={board} />}
      </div>
    </div>
  );
}

const DOT = { open: 'ok', closed: 'time', full: 'bad' } as const;

function Today({ outlet }: { outlet: OnBoard }) {
  const t = useWords(zh, en);
  const spans = outlet.today.map(
    ([opens, closes]) => `${minuteOfDay(opens)}–${minuteOfDay(closes)}`,
  );
  return (
    <>
      <span className="row one" style={{ gap: 6 }}>
        <i className={`dotc round d-${DOT[pinState(outlet)]}`} aria-hidden />
        {t(outlet.state)}
      </span>
      <div className="t3 num one">{spans.join(' ') || t('restDay')}</div>
    </>
  );
}
