/** The rows: old struck, new marked, edited in place with the band in sight. */
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { Picture, Tag } from '../../parts/parts.tsx';
import { money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { AskException } from './ask-exception.tsx';
import { en } from './en.ts';
import { type Edit, isOut, lawful, type Row } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly rows: readonly Row[];
  readonly edits: ReadonlyMap<string, Edit>;
  readonly edit: ((next: Edit | null, sku: string) => void) | null;
  readonly scope: string;
}

export function Rows({ rows, edits, edit, scope }: Props) {
  const t = useWords(zh, en);
  return (
    <table className="plain assortment">
      <thead>
        <tr>
          <th>{t('product')}</th>
          <th>{t('role')}</th>
          <th>{t('sold')}</th>
          <th>{t('price')}</th>
          <th>{t('band')}</th>
          <th>{t('who')}</th>
          <th>
            <span className="vh">{t('restore')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OneRow key={row.skuId} row={row} wish={edits.get(row.skuId)} edit={edit} scope={scope} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { row: Row; wish: Edit | undefined; edit: Props['edit']; scope: string };

function OneRow({ row, wish, edit, scope }: RowProps) {
  const t = useWords(zh, en);
  const back = wish?.inherit === true;
  const sold = (listed: boolean) =>
    t(row.now.withdrawn ? 'withdrawn' : listed ? 'listed' : 'notListed');
  const listed = back ? row.inherited.listed : (wish?.listed ?? row.now.listed);
  return (
    <tr>
      <td>
        <span className="row">
          <Picture id={row.productId} name={row.title} size={32} />
          <span className="one cut" style={{ maxWidth: 210 }} title={row.title}>
            {row.title} <span className="t3">{row.spec}</span>
          </span>
        </span>
      </td>
      <td>
        <Tag>{t.of(row.now.role)}</Tag>
      </td>
      <td className="one">
        {listed !== row.inherited.listed && <s className="t3">{sold(row.inherited.listed)}</s>}{' '}
        {edit && !row.now.withdrawn ? (
          <button
            type="button"
            className={listed !== row.inherited.listed ? 'mark' : 'plainish'}
            onClick={() => edit({ ...wish, skuId: row.skuId, listed: !listed }, row.skuId)}
          >
            {sold(listed)}
          </button>
        ) : (
          <span className={listed !== row.inherited.listed ? 'mark' : ''}>{sold(listed)}</span>
        )}
      </td>
      <td>
        <Price row={row} wish={wish} edit={edit} scope={scope} />
      </td>
      <td className="t3 num one">
        {row.bandMinFen !== null && row.bandMaxFen !== null
          ? `${money(row.bandMinFen)}–${money(row.bandMaxFen)}`
          : '–'}
      </td>
      <td className="t2">
        {row.own && (
          <span className="one cut" style={{ maxWidth: 260 }} title={row.own.why}>
            {[row.own.actorName, when(row.own.at, t.language), row.own.why]
              .filter(Boolean)
              .join('，')}
          </span>
        )}
        {row.parentChangedAt && <Tag tone="warn">{t('parentChanged')}</Tag>}
      </td>
      <td className="r">
        {edit && (row.own || wish) && (
          <button
            type="button"
            className="link"
            onClick={() => edit(wish ? null : { skuId: row.skuId, inherit: true }, row.skuId)}
          >
            {t(wish ? 'drop' : 'restore')}
          </button>
        )}
      </td>
    </tr>
  );
}

function Price({ row, wish, edit, scope }: RowProps) {
  const t = useWords(zh, en);
  const [open, setOpen] = useState(false);
  const held = wish?.inherit ? row.inherited.priceFen : (wish?.priceFen ?? row.now.priceFen);
  const differs = held !== row.inherited.priceFen;
  const out = isOut(row, wish?.priceFen);
  const shown = held === null ? '–' : money(held);
  const set = (priceFen: number) => edit?.({ ...wish, skuId: row.skuId, priceFen }, row.skuId);
  if (open && edit)
    return (
      <span className="row" style={{ gap: 6 }}>
        <InputNumber
          size="small"
          autoFocus
          min={0.01}
          step={0.1}
          precision={2}
          prefix="¥"
          defaultValue={(held ?? 0) / 100}
          aria-label={`${t('price')} ${row.title}`}
          status={out ? 'error' : ''}
          onChange={(next) => next !== null && set(Math.round(Number(next) * 100))}
          onPressEnter={() => setOpen(false)}
          style={{ width: 110 }}
        />
        <Button size="small" type="text" onClick={() => setOpen(false)}>
          {t('keep')}
        </Button>
      </span>
    );
  return (
    <span className="row one" style={{ gap: 6 }}>
      {differs && row.inherited.priceFen !== null && (
        <s className="t3 num">{money(row.inherited.priceFen)}</s>
      )}
      <button
        type="button"
        className={`num ${out ? 'mark bad' : differs ? 'mark' : 'plainish'}`}
        disabled={!edit}
        aria-label={`${t('edit')} ${row.title} ${shown}`}
        onClick={() => setOpen(true)}
      >
        {shown}
      </button>
      {out && (
        <button type="button" className="link" onClick={() => set(lawful(row, wish!.priceFen!))}>
          {t('useFloor', { price: money(lawful(row, wish!.priceFen!)) })}
        </button>
      )}
      {out && edit && (
        <AskException
          scope={scope}
          sku={row.skuId}
          priceFen={wish!.priceFen!}
          done={() => edit(null, row.skuId)}
        />
      )}
      {row.exceptionFen !== null && !wish && <Tag tone="info">{t('exception')}</Tag>}
      {row.clamped && !wish && <Tag tone="warn">{t('clamped')}</Tag>}
    </span>
  );
}
