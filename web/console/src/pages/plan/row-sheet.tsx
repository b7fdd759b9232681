/** One exception: who gets what, and of which lines. */
import { Button, DatePicker, Drawer, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { useNames } from './names.ts';
import { Hundredths } from './rates-card.tsx';
import { CONDITIONS, type Condition, PAID_ROLES, type Row, type When } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly row: Row;
  readonly keep: (row: Row) => void;
  readonly close: () => void;
}

export function RowSheet({ row: first, keep, close }: Props) {
  const t = useWords(zh, en);
  const [row, setRow] = useState(first);
  const put = (more: Partial<Row>) => setRow({ ...row, ...more });
  return (
    <Drawer open onClose={close} size={480} title={first.name || t('addRow')}>
      <form
        className="stack plan-sheet"
        style={{ gap: 14 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (row.name.trim()) keep({ ...row, name: row.name.trim() });
        }}
      >
        <label className="stack">
          <span className="t2">{t('name')}</span>
          <Input
            value={row.name}
            onChange={(event) => put({ name: event.target.value })}
            placeholder={t('nameHint')}
            maxLength={60}
          />
        </label>
        <label className="stack">
          <span className="t2">{t('role')}</span>
          <Select
            aria-label={t('role')}
            value={row.role}
            onChange={(role) => put({ role })}
            options={PAID_ROLES.map((value) => ({ value, label: t(value) }))}
          />
        </label>
        <label className="stack">
          <span className="t2">{t('pay')}</span>
          <Select
            aria-label={t('pay')}
            value={row.pay.kind}
            onChange={(kind) =>
              put({ pay: kind === 'rate' ? { kind, bps: 500 } : { kind, fen: 100 } })
            }
            options={[
              { value: 'rate' as const, label: t('byRate') },
              { value: 'piece' as const, label: t('byPiece') },
            ]}
          />
        </label>
        {row.pay.kind === 'rate' ? (
          <Hundredths
            label={t('byRate')}
            unit="rate"
            value={row.pay.bps}
            set={(bps) => put({ pay: { kind: 'rate', bps } })}
          />
        ) : (
          <Hundredths
            label={t('byPiece')}
            unit="yuan"
            value={row.pay.fen}
            set={(fen) => put({ pay: { kind: 'piece', fen } })}
          />
        )}
        <b>{t('conditions')}</b>
        <Conditions when={row.when} of={CONDITIONS} set={(when) => put({ when })} />
        <Period when={row.when} set={(when) => put({ when })} />
        <Button type="primary" htmlType="submit" block disabled={!row.name.trim()}>
          {t('keep')}
        </Button>
      </form>
    </Drawer>
  );
}

interface ConditionsProps {
  readonly when: When;
  readonly of: readonly Condition[];
  readonly set: (when: When) => void;
}
export function Conditions({ when, of, set }: ConditionsProps) {
  const t = useWords(zh, en);
  const [text, setText] = useState('');
  const { optionsOf } = useNames(text);
  return of.map((each) => (
    <label key={each} className="stack">
      <span className="t2">{t(each)}</span>
      <Select
        mode="multiple"
        aria-label={t(each)}
        placeholder={t('any')}
        value={[...(when[each] ?? [])]}
        onChange={(values) => set({ ...when, [each]: values })}
        options={optionsOf(each)}
        showSearch={
          each === 'products'
            ? { onSearch: setText, filterOption: false }
            : { optionFilterProp: 'label' }
        }
        style={{ width: '100%' }}
      />
    </label>
  ));
}

function Period({ when, set }: { when: When; set: (when: When) => void }) {
  const t = useWords(zh, en);
  const day = (text: string | undefined) => (text ? dayjs(text) : null);
  const put = (key: 'from' | 'until', picked: dayjs.Dayjs | null) => {
    const { [key]: _was, ...rest } = when;
    set(picked ? { ...rest, [key]: picked.format('YYYY-MM-DD') } : rest);
  };
  return (
    <div className="stack">
      <span className="t2">{t('period')}</span>
      <div className="row">
        {(['from', 'until'] as const).map((key) => (
          <DatePicker
            key={key}
            aria-label={t(key)}
            placeholder={t(key)}
            value={day(when[key])}
            onChange={(picked) => put(key, picked)}
            style={{ flex: 1 }}
          />
        ))}
      </div>
    </div>
  );
}
