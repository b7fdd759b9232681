/**
 * One piece of goods: receive, count, adjust with a reason, send to another store, when to warn.
 */
import { useState } from 'react';
import { newId } from '../../api/client.ts';
import {
  adjust,
  count,
  markLow,
  receive,
  REASONS,
  transfer,
  useOtherOutlets,
  type Reason,
  type StockRow,
  type StockWork,
} from '../../api/stock.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';
import { Stepper } from '../../parts/stepper.tsx';

const WORKS: readonly StockWork[] = ['receive', 'count', 'adjust', 'transfer', 'low'];
const LESS: readonly Reason[] = ['damaged', 'expired', 'tasting', 'lost', 'other'];
const MORE: readonly Reason[] = ['found', 'other'];

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

interface Wish {
  readonly amount: number;
  readonly less: boolean;
  readonly reason: Reason;
  readonly cost: string;
  readonly to: string;
}
const costOf = ({ cost }: Wish): number | null =>
  cost.trim() === '' ? null : Math.round(Number(cost) * 100);

function isReady(work: StockWork, wish: Wish): boolean {
  if (work === 'count' || work === 'low') return true;
  if (wish.amount < 1) return false;
  if (work === 'transfer') return wish.to !== '';
  const cost = costOf(wish);
  return work !== 'receive' || cost === null || cost >= 0;
}
function send(work: StockWork, deed: { id: string; skuId: string }, wish: Wish): Promise<unknown> {
  const { amount } = wish;
  if (work === 'receive') return receive(deed, amount, costOf(wish));
  if (work === 'count') return count(deed, amount);
  if (work === 'low') return markLow(deed.skuId, amount);
  if (work === 'transfer') return transfer(deed, wish.to, amount);
  return adjust(deed, wish.less ? -amount : amount, wish.reason);
}
const firstAmount = (work: StockWork, row: StockRow): number =>
  work === 'count' ? row.onHand : work === 'low' ? row.lowAt : 1;

function Work({ work, row, onDone }: { work: StockWork; row: StockRow; onDone: () => void }) {
  const [id] = useState(newId);
  const [wish, setWish] = useState<Wish>({
    amount: firstAmount(work, row),
    less: true,
    reason: 'damaged',
    cost: '',
    to: '',
  });
  const wants = (more: Partial<Wish>) => setWish({ ...wish, ...more });
  const doing = useDoing();
  const run = async () => {
    const done = await doing.run(
      () => send(work, { id, skuId: row.skuId }, wish).then(() => true),
      { done: 'stock.done', quiet: true, refresh: ['stock', 'transfers'] },
    );
    if (done) onDone();
  };
  return (
    <>
      {work === 'adjust' && <Adjusting wish={wish} wants={wants} />}
      <div className="card row between tight">
        <span className="m5">{t(`stock.amount_${work}`)}</span>
        <Stepper
          label={t(`stock.amount_${work}`)}
          value={wish.amount}
          onChange={(amount) => wants({ amount })}
        />
      </div>
      {work === 'count' && wish.amount !== row.onHand && (
        <p className="t2">{t('stock.differs', { by: signedCount(wish.amount - row.onHand) })}</p>
      )}
      {work === 'receive' && (
        <label className="field">
          <span>{t('stock.cost')}</span>
          <input
            inputMode="decimal"
            pattern="[0-9]*[.]?[0-9]{0,2}"
            maxLength={9}
            value={wish.cost}
            onChange={(event) => wants({ cost: event.target.value })}
          />
        </label>
      )}
      {work === 'transfer' && <Where to={wish.to} onChange={(to) => wants({ to })} />}
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        disabled={!isReady(work, wish)}
        waiting={doing.waiting}
        onClick={() => void run()}
      >
        {t(`stock.do_${work}`)}
      </Act>
    </>
  );
}

function Adjusting({ wish, wants }: { wish: Wish; wants: (more: Partial<Wish>) => void }) {
  return (
    <>
      <Choice
        label={t('stock.adjust')}
        look="chips"
        value={wish.less ? 'less' : 'more'}
        options={[
          { value: 'less', label: t('stock.less') },
          { value: 'more', label: t('stock.more') },
        ]}
        onChange={(way) =>
          wants(
            way === 'less' ? { less: true, reason: 'damaged' } : { less: false, reason: 'found' },
          )
        }
      />
      <Choice
        label={t('stock.reason')}
        look="chips"
        value={wish.reason}
        options={REASONS.filter((reason) => (wish.less ? LESS : MORE).includes(reason)).map(
          (value) => ({ value, label: t(`reason.${value}`) }),
        )}
        onChange={(reason) => wants({ reason })}
      />
    </>
  );
}

function Where({ to, onChange }: { to: string; onChange: (to: string) => void }) {
  const outlets = useOtherOutlets();
  return (
    <label className="field">
      <span>{t('stock.to')}</span>
      <select value={to} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('stock.choose')}</option>
        {outlets.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
const signedCount = (delta: number): string => (delta > 0 ? `+${delta}` : `−${-delta}`);
