/** The exceptions of a plan in the order in which they are read, each a sentence and its tags. */
import { Button } from 'antd';
import { ArrowUp, Pencil, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { newId } from '../../api/call.ts';
import { Card, Tag } from '../../parts/parts.tsx';
import { money, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { useNames } from './names.ts';
import { RowSheet } from './row-sheet.tsx';
import { CONDITIONS, type Pay, type Plan, type Row } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly plan: Plan;
  readonly change: ((plan: Plan) => void) | undefined;
}

export function RowsCard({ plan, change }: Props) {
  const t = useWords(zh, en);
  const [open, setOpen] = useState<Row | null>(null);
  const put = (rules: readonly Row[]) => change?.({ ...plan, rules });
  const keep = (row: Row) => {
    const known = plan.rules.some(({ id }) => id === row.id);
    put(known ? plan.rules.map((each) => (each.id === row.id ? row : each)) : [...plan.rules, row]);
    setOpen(null);
  };
  const raise = (at: number) => {
    const rules = [...plan.rules];
    [rules[at - 1], rules[at]] = [rules[at]!, rules[at - 1]!];
    put(rules);
  };
  const blank = (): Row => ({
    id: newId(),
    name: '',
    role: 'guide',
    when: {},
    pay: { kind: 'rate', bps: plan.bps.guide },
  });
  return (
    <Card
      title={t('rows')}
      extra={
        change && (
          <Button size="small" icon={<Plus size={14} />} onClick={() => setOpen(blank())}>
            {t('addRow')}
          </Button>
        )
      }
    >
      <p className="t3">{t('rowsNote')}</p>
      {plan.rules.length === 0 && <p className="t2">{t('rowsNone')}</p>}
      {plan.rules.map((row, i) => (
        <div key={row.id} className="plan-row">
          <span className="n">{i + 1}</span>
          <Sentence row={row} />
          {change && (
            <span className="row" style={{ gap: 2 }}>
              <Button
                type="text"
                size="small"
                disabled={i === 0}
                aria-label={t('up', { name: row.name })}
                icon={<ArrowUp size={15} />}
                onClick={() => raise(i)}
              />
              <Button
                type="text"
                size="small"
                aria-label={`${t('editRow')} ${row.name}`}
                icon={<Pencil size={15} />}
                onClick={() => setOpen(row)}
              />
              <Button
                type="text"
                size="small"
                aria-label={t('removeRow', { name: row.name })}
                icon={<X size={15} />}
                onClick={() => put(plan.rules.filter(({ id }) => id !== row.id))}
              />
            </span>
          )}
        </div>
      ))}
      {open && <RowSheet row={open} keep={keep} close={() => setOpen(null)} />}
    </Card>
  );
}

function Sentence({ row }: { row: Row }) {
  const t = useWords(zh, en);
  const { nameOf } = useNames();
  const set = CONDITIONS.filter((each) => (row.when[each]?.length ?? 0) > 0);
  const { from, until } = row.when;
  return (
    <div className="say">
      <b>{row.name}</b> · {t(row.role)} <b className="num">{usePay(row.pay)}</b>
      <div className="plan-tags">
        {set.map((each) => (
          <Tag key={each}>
            {t(each)}：{row.when[each]!.map((value) => nameOf(each, value)).join(' / ')}
          </Tag>
        ))}
        {(from || until) && (
          <Tag tone="time">
            {from ?? '…'} – {until ?? '…'}
          </Tag>
        )}
        {set.length === 0 && !from && !until && <Tag>{t('any')}</Tag>}
      </div>
    </div>
  );
}

export function usePay(pay: Pay): string {
  const t = useWords(zh, en);
  return pay.kind === 'rate' ? rate(pay.bps) : t('perPiece', { fen: money(pay.fen) });
}
