/** One piece of goods: receive, count, adjust with a reason, send to another store. */
import { useState } from 'react';
import {
  adjust,
  count,
  receive,
  transfer,
  useOtherOutlets,
  type StockRow,
  type StockWork,
} from '../../api/stock.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';
import { Stepper } from '../../parts/stepper.tsx';

const WORKS: readonly StockWork[] = ['receive', 'count', 'adjust', 'transfer'];

export function StockSheet(props: {
  readonly row: StockRow;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}) {
  const { row } = props;
  const [work, setWork] = useState<StockWork>('receive');
  const facts = { hand: row.onHand, held: row.held, free: row.onHand - row.held };
  return (
    <Sheet open title={row.title} onClose={props.onClose}>
      <p className="t2">
        {[row.spec, row.barcode].filter(Boolean).join(' · ')}
        <br />
        {t('stock.figures', facts)}
      </p>
      {props.mayWrite && (
        <>
          <Choice
            label={t('stock.work')}
            value={work}
            options={WORKS.map((value) => ({ value, label: t(`stock.${value}`) }))}
            onChange={setWork}
          />
          <Work key={work} work={work} row={row} onDone={props.onClose} />
        </>
      )}
    </Sheet>
  );
}

function Work({ work, row, onDone }: { work: StockWork; row: StockRow; onDone: () => void }) {
  const [amount, setAmount] = useState(work === 'count' ? row.onHand : 1);
  const [less, setLess] = useState(true);
  const [text, setText] = useState('');
  const [to, setTo] = useState('');
  const doing = useDoing();
  const outlets = useOtherOutlets();
  const costFen = text.trim() === '' ? null : Math.round(Number(text) * 100);
  const send = () => {
    if (work === 'receive') return receive(row.skuId, amount, costFen);
    if (work === 'count') return count(row.skuId, amount);
    if (work === 'adjust') return adjust(row.skuId, less ? -amount : amount, text.trim());
    return transfer(to, row.skuId, amount);
  };
  const ready =
    (work === 'receive' && amount > 0 && (costFen === null || costFen >= 0)) ||
    work === 'count' ||
    (work === 'adjust' && amount > 0 && text.trim() !== '') ||
    (work === 'transfer' && amount > 0 && to !== '');
  const run = async () => {
    const done = await doing.run(() => send().then(() => true), {
      done: 'stock.done',
      quiet: true,
      refresh: ['stock', 'transfers'],
    });
    if (done) onDone();
  };
  return (
    <>
      {work === 'adjust' && (
        <Choice
          label={t('stock.adjust')}
          look="chips"
          value={less ? 'less' : 'more'}
          options={[
            { value: 'less', label: t('stock.less') },
            { value: 'more', label: t('stock.more') },
          ]}
          onChange={(way) => setLess(way === 'less')}
        />
      )}
      <div className="card row between tight">
        <span className="m5">{t(`stock.amount_${work}`)}</span>
        <Stepper label={t(`stock.amount_${work}`)} value={amount} onChange={setAmount} />
      </div>
      {work === 'count' && amount !== row.onHand && (
        <p className="t2">{t('stock.differs', { by: signedCount(amount - row.onHand) })}</p>
      )}
      {(work === 'receive' || work === 'adjust') && (
        <label className="field">
          <span>{t(work === 'receive' ? 'stock.cost' : 'stock.reason')}</span>
          <input
            inputMode={work === 'receive' ? 'decimal' : 'text'}
            maxLength={80}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      )}
      {work === 'transfer' && (
        <label className="field">
          <span>{t('stock.to')}</span>
          <select value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t('stock.choose')}</option>
            {outlets.data?.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act look="main block" disabled={!ready} waiting={doing.waiting} onClick={() => void run()}>
        {t(`stock.do_${work}`)}
      </Act>
    </>
  );
}
const signedCount = (delta: number): string => (delta > 0 ? `+${delta}` : `−${-delta}`);
