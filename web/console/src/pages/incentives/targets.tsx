/** Goals of a month from head office down to guides, with pace and the check of their sum. */
import { Button, DatePicker, Input, InputNumber, Popover, Segmented } from 'antd';
import dayjs from 'dayjs';
import { ArrowDownToLine, ClipboardPaste, Save } from 'lucide-react';
import { useState } from 'react';
import { post, put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { useAddress } from '../../list/list-page.tsx';
import { Card, Tag, Wide } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { count, full, money, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { isMoney, MEASURES, type Measure, type Subject } from './types.ts';
import { zh } from './zh.ts';

export const thisMonth = () => full(new Date(nowMs()).toISOString()).slice(0, 7);
const TONE = { reached: 'ok', ahead: 'ok', behind: 'warn' } as const;
type Goals = Readonly<Record<string, number>>;

export function Targets() {
  const t = useWords(zh, en);
  const may = useMay()('incentives.write');
  const { search, set } = useAddress();
  const month = search.month ?? thisMonth();
  const measure = MEASURES.find((each) => each === search.measure) ?? 'sales';
  const [goals, setGoals] = useState<Goals>({});
  const read = useRead<{ day: number; days: number; items: Subject[] }>('/targets', {
    month,
    measure,
  });
  const save = useWrite(
    () => {
      const items = (read.data?.items ?? [])
        .filter(({ id }) => goals[id] !== undefined)
        .map(({ kind, id }) => ({ kind, id, goal: goals[id]! }));
      return put('/targets', { month, measure, items });
    },
    { done: t('setDone'), then: () => setGoals({}) },
  );
  const turn = (more: { month?: string; measure?: string }) => {
    setGoals({});
    set(more);
  };
  return (
    <Card
      className="incentives"
      title={t('targets')}
      note={read.data && t('dayOf', { day: read.data.day, days: read.data.days })}
      extra={
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <Segmented
            aria-label={t('measure')}
            value={measure}
            onChange={(next) => turn({ measure: next })}
            options={MEASURES.map((value) => ({ value, label: t(value) }))}
          />
          <DatePicker
            picker="month"
            aria-label={t('month')}
            value={dayjs(`${month}-01`)}
            allowClear={false}
            onChange={(picked) => picked && turn({ month: picked.format('YYYY-MM') })}
          />
          {may && (
            <Paste
              subjects={read.data?.items ?? []}
              measure={measure}
              use={(pasted) => setGoals({ ...goals, ...pasted })}
            />
          )}
          {may && (
            <Button
              type="primary"
              icon={<Save size={15} />}
              disabled={Object.keys(goals).length === 0}
              loading={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              {t('set')}
            </Button>
          )}
        </div>
      }
    >
      <Shown read={read} height={420}>
        {({ items }) => (
          <Wide name={t('targets')}>
            <Table
              {...{ items, measure, month, goals, may }}
              change={(id, goal) => setGoals({ ...goals, [id]: goal })}
            />
          </Wide>
        )}
      </Shown>
    </Card>
  );
}

/** Parents before their children, depth first. */
function inOrder(items: readonly Subject[]): (Subject & { readonly depth: number })[] {
  const ids = new Set(items.map(({ id }) => id));
  const walk = (parent: string | null, depth: number): (Subject & { depth: number })[] =>
    items
      .filter((each) =>
        parent === null
          ? each.parentId === null || !ids.has(each.parentId)
          : each.parentId === parent,
      )
      .flatMap((each) => [{ ...each, depth }, ...walk(each.id, depth + 1)]);
  return walk(null, 0);
}

interface TableProps {
  readonly items: readonly Subject[];
  readonly measure: Measure;
  readonly month: string;
  readonly goals: Goals;
  readonly may: boolean;
  readonly change: (id: string, goal: number) => void;
}
function Table({ items, measure, month, goals, may, change }: TableProps) {
  const t = useWords(zh, en);
  const say = (n: number) => (isMoney(measure) ? money(n) : count(n));
  const scale = isMoney(measure) ? 100 : 1;
  const down = useWrite((node: string) => post('/targets/hand-down', { month, measure, node }), {
    done: t('handedDown'),
  });
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t('who')}</th>
          <th className="r">{t('goal')}</th>
          <th className="r">{t('score')}</th>
          <th>{t('pace')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {inOrder(items).map((each) => {
          const goal = goals[each.id] ?? each.target?.goal ?? null;
          return (
            <tr key={each.id}>
              <td className={`one depth-${Math.min(each.depth, 3)}`}>
                {each.level === 'guide' ? each.name : <b>{each.name}</b>}
              </td>
              <td className="r">
                {may ? (
                  <InputNumber
                    size="small"
                    aria-label={`${t('goal')} ${each.name}`}
                    min={0}
                    precision={isMoney(measure) ? 2 : 0}
                    placeholder={t('noGoal')}
                    value={goal === null || goal === 0 ? null : goal / scale}
                    onChange={(next) => change(each.id, Math.round(Number(next ?? 0) * scale))}
                    style={{ width: 140 }}
                  />
                ) : goal === null ? (
                  t('noGoal')
                ) : (
                  say(goal)
                )}
              </td>
              <td className="r">{say(each.score)}</td>
              <td>{each.target && <Pace subject={each} say={say} />}</td>
              <td>
                {each.kind === 'node' && each.target && (
                  <Sum subject={each} say={say} down={may ? () => down.mutate(each.id) : null} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Pace({ subject, say }: { subject: Subject; say: (n: number) => string }) {
  const t = useWords(zh, en);
  const { goal, pace, expected, forecast } = subject.target!;
  const share = Math.min(100, Math.round((subject.score / goal) * 100));
  return (
    <div className="stack" style={{ gap: 3 }}>
      <div className="row">
        <span className="pace grow" aria-hidden="true">
          <i className={pace} style={{ width: `${Math.max(0, share)}%` }} />
        </span>
        <span className="num">{share}%</span>
        <Tag tone={TONE[pace]}>{t(pace)}</Tag>
      </div>
      <span className="t3">
        {t('expected', { sum: say(expected) })} · {t('forecast', { sum: say(forecast) })}
      </span>
    </div>
  );
}

interface SumProps {
  readonly subject: Subject;
  readonly say: (n: number) => string;
  readonly down: (() => void) | null;
}
function Sum({ subject, say, down }: SumProps) {
  const t = useWords(zh, en);
  const off = subject.below - subject.target!.goal;
  return (
    <div className="row" style={{ justifyContent: 'flex-end' }}>
      {subject.below > 0 && (
        <span className={off === 0 ? 't3' : 'dn t2'}>
          {off === 0
            ? t('sumRight')
            : t(off > 0 ? 'sumMore' : 'sumLess', { sum: say(Math.abs(off)) })}
        </span>
      )}
      {down && (
        <Button
          size="small"
          title={t('handDownHint')}
          aria-label={`${t('handDown')} ${subject.name}`}
          icon={<ArrowDownToLine size={14} />}
          onClick={down}
        >
          {t('handDown')}
        </Button>
      )}
    </div>
  );
}

interface PasteProps {
  readonly subjects: readonly Subject[];
  readonly measure: Measure;
  readonly use: (goals: Goals) => void;
}
/** A list from a spreadsheet: names as they stand here, one goal a line. */
function Paste({ subjects, measure, use }: PasteProps) {
  const t = useWords(zh, en);
  const [text, setText] = useState('');
  const scale = isMoney(measure) ? 100 : 1;
  const found: Record<string, number> = {};
  const unknown: string[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [name = '', goal = ''] = line.split(/[,，\t]/).map((each) => each.trim());
    const subject = subjects.find((each) => each.name === name);
    const value = Math.round(Number(goal.replaceAll(/[¥ ]/g, '')) * scale);
    if (subject === undefined || !Number.isSafeInteger(value) || value < 0) unknown.push(name);
    else found[subject.id] = value;
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack" style={{ width: 300 }}>
          <p className="t2">{t('uploadHint')}</p>
          <Input.TextArea
            rows={6}
            aria-label={t('upload')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {unknown.length > 0 && (
            <p className="dn t2">{t('uploadUnknown', { names: unknown.slice(0, 5).join('、') })}</p>
          )}
          <Button
            type="primary"
            disabled={Object.keys(found).length === 0}
            onClick={() => use(found)}
            block
          >
            {t('uploadUse')}
          </Button>
        </div>
      }
    >
      <Button icon={<ClipboardPaste size={15} />}>{t('upload')}</Button>
    </Popover>
  );
}
