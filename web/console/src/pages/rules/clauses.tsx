/** A rule as sentences; while it is drafted its figures can be changed where they stand. */
import { Button, InputNumber, Select } from 'antd';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { money, rate } from '../../words/figures.ts';
import { type Say, useWords } from '../../words/words.tsx';
import { Tag } from '../../parts/parts.tsx';
import { en } from './en.ts';
import {
  type Body,
  type Clause,
  CLAUSES,
  type Field,
  type Kind,
  valueAt,
  withValue,
} from './types.ts';
import { zh } from './zh.ts';

type Words = Say<keyof typeof zh & string>;
interface Props {
  readonly kind: Kind;
  readonly body: Body;
  /** The version in force, to mark what is different. */
  readonly live: Body | null;
  readonly change?: ((body: Body) => void) | undefined;
}

export function Clauses({ kind, body, live, change }: Props) {
  const t = useWords(zh, en);
  const stages = useMemo(() => [...new Set(CLAUSES[kind].map((clause) => clause.stage))], [kind]);
  return (
    <>
      {stages.map((stage) => (
        <div key={stage}>
          {t.of(`stage_${stage}`, '') && <h3 className="t2 stage">{t.of(`stage_${stage}`)}</h3>}
          <ol className="clauses">
            {CLAUSES[kind].map(
              (clause, i) =>
                clause.stage === stage && (
                  <Sentence
                    key={clause.key}
                    n={i + 1}
                    clause={clause}
                    body={body}
                    live={live}
                    change={change}
                  />
                ),
            )}
          </ol>
        </div>
      ))}
    </>
  );
}

function Sentence(props: { n: number; clause: Clause } & Omit<Props, 'kind'>) {
  const { n, clause, body, live, change } = props;
  const t = useWords(zh, en);
  const differs = live !== null && clause.fields.some((field) => isOther(body, live, field.path));
  const slots = Object.fromEntries(
    clause.fields.map((field) => [
      field.path,
      <Slot key={field.path} field={field} body={body} live={live} change={change} t={t} />,
    ]),
  );
  const key = clause.key === 'none' ? 'none_clause' : clause.key;
  return (
    <li className={differs ? 'changed' : ''}>
      <span className="n">{n}</span>
      <div className="grow">
        <div className="m5 say-line">
          <Tag>{t.of(clause.mark)}</Tag> {filled(t.of(key), slots)}
          {differs && <span className="t3 ac">{t('changed')}</span>}
        </div>
        <div className="t2">{t.of(`${clause.key}Note`, '')}</div>
      </div>
    </li>
  );
}

/** Like `rich`, for field paths with a dot in them. */
const filled = (sentence: string, slots: Readonly<Record<string, ReactNode>>) =>
  sentence.split(/(\{[\w.]+\})/).map((piece, i) => {
    const path = /^\{([\w.]+)\}$/.exec(piece)?.[1];
    return <span key={i}>{path ? slots[path] : piece}</span>;
  });

const isOther = (a: Body, b: Body, path: string) =>
  JSON.stringify(valueAt(a, path)) !== JSON.stringify(valueAt(b, path));

const SORT_WORD = {
  promise: 'promise',
  distance: 'distanceSort',
  capacity: 'capacitySort',
  balance: 'balance',
} as const;
const sortWord = (t: Words, sort: string) =>
  t(SORT_WORD[sort as keyof typeof SORT_WORD] ?? 'promise');

function written(field: Field, value: unknown, t: Words): string {
  if (field.type === 'flag') return t(value ? 'yes' : 'no');
  if (field.type === 'choice') return t.of(String(value));
  if (field.type === 'order')
    return (value as string[] | undefined)?.map((each) => sortWord(t, each)).join(' → ') ?? '';
  if (field.as === 'rate') return rate(Number(value ?? 0));
  if (field.as === 'yuan') return money(Number(value ?? 0));
  if (field.as === 'km') return `${Number(value ?? 0) / 1000} km`;
  return String(value ?? '–');
}

type SlotProps = { field: Field; t: Words } & Omit<Props, 'kind'>;

function Slot({ field, body, live, change, t }: SlotProps) {
  const value = valueAt(body, field.path);
  const other = live !== null && isOther(body, live, field.path);
  const former = other && <s className="t3">{written(field, valueAt(live, field.path), t)}</s>;
  if (!change)
    return (
      <>
        {former} <b className={other ? 'ac' : ''}>{written(field, value, t)}</b>
      </>
    );
  return (
    <>
      {former}{' '}
      <Edit
        field={field}
        value={value}
        t={t}
        set={(next) => change(withValue(body, field.path, next))}
      />
    </>
  );
}

const SCALE = { rate: 100, yuan: 100, km: 1000 } as const;
const UNIT = { rate: '%', yuan: '¥', km: 'km' } as const;

function Edit({
  field,
  value,
  set,
  t,
}: {
  field: Field;
  value: unknown;
  set: (next: unknown) => void;
  t: Words;
}) {
  if (field.type === 'whole') {
    const scale = field.as ? SCALE[field.as] : 1;
    return (
      <InputNumber
        size="small"
        value={Number(value ?? 0) / scale}
        min={field.least / scale}
        max={field.most / scale}
        step={field.as === 'rate' ? 0.5 : field.as === 'km' ? 0.5 : 1}
        onChange={(next) => next !== null && set(Math.round(Number(next) * scale))}
        aria-label={field.path}
        style={{ width: field.as === 'yuan' ? 130 : 92 }}
        {...(field.as ? { suffix: UNIT[field.as] } : {})}
      />
    );
  }
  if (field.type === 'order')
    return <Sorts value={(value as string[]) ?? []} of={field.of} set={set} t={t} />;
  const options =
    field.type === 'flag'
      ? [true, false].map((each) => ({ value: String(each), label: t(each ? 'yes' : 'no') }))
      : field.of.map((each) => ({ value: each, label: t.of(each) }));
  return (
    <Select
      size="small"
      value={String(value)}
      options={options}
      aria-label={field.path}
      popupMatchSelectWidth={false}
      onChange={(next) => set(field.type === 'flag' ? next === 'true' : next)}
    />
  );
}

/** Reordered by buttons, so that the keyboard can do it too. */
function Sorts(props: {
  value: readonly string[];
  of: readonly string[];
  set: (next: unknown) => void;
  t: Words;
}) {
  const { value, of, set, t } = props;
  const swap = (i: number, j: number) => {
    const next = [...value];
    [next[i], next[j]] = [next[j]!, next[i]!];
    set(next);
  };
  const absent = of.filter((each) => !value.includes(each));
  return (
    <span className="sorts">
      {value.map((each, i) => (
        <span key={each} className="sort-item">
          {i + 1} {sortWord(t, each)}
          <Button
            type="text"
            size="small"
            disabled={i === 0}
            aria-label={`${t('up')} ${sortWord(t, each)}`}
            icon={<ArrowUp size={13} />}
            onClick={() => swap(i, i - 1)}
          />
          <Button
            type="text"
            size="small"
            disabled={i === value.length - 1}
            aria-label={`${t('down')} ${sortWord(t, each)}`}
            icon={<ArrowDown size={13} />}
            onClick={() => swap(i, i + 1)}
          />
        </span>
      ))}
      {absent.map((each) => (
        <Button key={each} size="small" type="dashed" onClick={() => set([...value, each])}>
          + {sortWord(t, each)}
        </Button>
      ))}
    </span>
  );
}
