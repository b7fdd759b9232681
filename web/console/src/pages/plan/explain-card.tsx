/** One line under the plan: what each role has, by which row, and why by no other. */
import { useMutation } from '@tanstack/react-query';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { post, type Refused } from '../../api/call.ts';
import { Card, Fen } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { useNames } from './names.ts';
import { Hundredths } from './rates-card.tsx';
import { GUIDE_KINDS, LEVELS, OUTLET_KINDS, type Plan } from './types.ts';
import { zh } from './zh.ts';

interface Explained {
  readonly parts: readonly {
    readonly role: string;
    readonly fen: number;
    readonly wishedFen: number;
    readonly rows: readonly {
      readonly id: string;
      readonly name: string;
      readonly verdict: string;
    }[];
  }[];
}

export function ExplainCard({ plan, node }: { plan: Plan; node: string }) {
  const t = useWords(zh, en);
  const [text, setText] = useState('');
  const { optionsOf } = useNames(text);
  const [product, setProduct] = useState<string | null>(null);
  const [netFen, setNet] = useState(10_000);
  const [quantity, setQuantity] = useState(1);
  const [level, setLevel] = useState<string>('regular');
  const [kind, setKind] = useState<string>('store');
  const [outletKind, setOutletKind] = useState<string>('store');
  const run = useMutation<Explained, Refused, undefined>({
    mutationFn: () =>
      post<Explained>('/plans/explain', {
        nodeId: node,
        body: plan,
        outletKind,
        promotion: null,
        guideLevel: level === 'none' ? null : level,
        guideKind: kind,
        hasSharer: true,
        product,
        quantity,
        netFen,
      }),
  });
  const levels = [
    { value: 'none', label: t('noLevel') },
    ...LEVELS.map((value) => ({ value: value as string, label: t(value) })),
  ];
  return (
    <Card title={t('explain')} note={t('explainNote')}>
      <div className="stack">
        <Select
          aria-label={t('product')}
          placeholder={t('productHint')}
          value={product}
          onChange={setProduct}
          options={optionsOf('products')}
          showSearch={{ onSearch: setText, filterOption: false }}
        />
        <div className="plan-fields">
          <Hundredths label={t('net')} unit="yuan" value={netFen} set={setNet} />
          <label>
            <span>{t('quantity')}</span>
            <InputNumber
              aria-label={t('quantity')}
              min={1}
              max={999}
              precision={0}
              value={quantity}
              onChange={(next) => next && setQuantity(next)}
              style={{ width: '100%' }}
            />
          </label>
          <Pick label={t('level')} value={level} set={setLevel} options={levels} />
          <Pick
            label={t('kind')}
            value={kind}
            set={setKind}
            options={GUIDE_KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))}
          />
          <Pick
            label={t('outletKind')}
            value={outletKind}
            set={setOutletKind}
            options={OUTLET_KINDS.map((value) => ({ value, label: t(value) }))}
          />
        </div>
        <Button
          disabled={!product}
          loading={run.isPending}
          onClick={() => run.mutate(undefined)}
          block
        >
          {t('run')}
        </Button>
        <RefusalLine error={run.error} />
        {!run.data && <p className="t2">{t('explainHint')}</p>}
        {run.data?.parts.map((part) => (
          <Part key={part.role} part={part} />
        ))}
      </div>
    </Card>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}
const Pick = ({ label, value, set, options }: PickProps) => (
  <label>
    <span>{label}</span>
    <Select aria-label={label} value={value} onChange={set} options={[...options]} />
  </label>
);

function Part({ part }: { part: Explained['parts'][number] }) {
  const t = useWords(zh, en);
  const paid = part.rows.some(({ verdict }) => verdict === 'pays');
  const verdictOf = (verdict: string) =>
    verdict === 'pays' || verdict === 'less_specific'
      ? t(verdict)
      : t('notMet', { what: t.of(verdict) });
  const cut = part.wishedFen - part.fen;
  return (
    <div>
      <div className="row between">
        <b>{t.of(part.role)}</b>
        <Fen of={part.fen} />
      </div>
      {part.role !== 'hq' && (
        <div className="plan-why t3">
          {part.rows.map((row) => (
            <div key={row.id} className={row.verdict === 'pays' ? 'up' : ''}>
              {row.name} · {verdictOf(row.verdict)}
            </div>
          ))}
          {!paid && <div>{t('baseRate')}</div>}
          {cut > 0 && <div className="dn">{t('cutByCap', { fen: money(cut) })}</div>}
        </div>
      )}
    </div>
  );
}
