/** The store's goods: what is low first, each row opens the four kinds of stock work. */
import { Link } from '@tanstack/react-router';
import { InfiniteScroll } from 'antd-mobile';
import { ArrowLeftRight, ChevronRight, Package, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { can, useMe } from '../../api/session.ts';
import { useStock, type StockRow } from '../../api/stock.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Choice, Picture, Tag } from '../../parts/small.tsx';
import { Bones, Nothing, Trouble } from '../../parts/states.tsx';
import { StockSheet } from './stock-sheet.tsx';

export function StockPage() {
  const me = useMe();
  const [typed, setTyped] = useState('');
  const [view, setView] = useState<'all' | 'low'>('all');
  const [chosen, setChosen] = useState<StockRow | null>(null);
  const q = useDeferredValue(typed.trim());
  const list = useStock(q, view === 'low');
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title={t('stock.title')}
      small={me.staff.outlet?.name}
      actions={
        <Link to="/stock/transfers" className="icon-btn" aria-label={t('transfer.title')}>
          <ArrowLeftRight aria-hidden="true" />
        </Link>
      }
    >
      <div className="stack">
        <label className="search">
          <Search aria-hidden="true" />
          <input
            type="search"
            aria-label={t('stock.search')}
            placeholder={t('stock.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Choice
          label={t('stock.title')}
          value={view}
          options={[
            { value: 'all', label: t('stock.all') },
            { value: 'low', label: t('stock.few') },
          ]}
          onChange={setView}
        />
        {items === undefined && list.error && (
          <Trouble error={list.error} retry={() => void list.refetch()} />
        )}
        {items === undefined && !list.error && <Bones heights={[72, 72, 72, 72]} />}
        {items?.length === 0 && (
          <Nothing
            icon={<Package />}
            title={t(view === 'low' && q === '' ? 'stock.none_low' : 'stock.none_found')}
            words={t(view === 'low' && q === '' ? 'stock.none_low_words' : 'stock.none_words')}
          />
        )}
        {items && items.length > 0 && (
          <ul className="card flat menu">
            {items.map((row) => (
              <li key={row.skuId}>
                <Row row={row} onOpen={() => setChosen(row)} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <InfiniteScroll hasMore loadMore={async () => void (await list.fetchNextPage())}>
            <span className="t3">{t('state.more')}</span>
          </InfiniteScroll>
        )}
      </div>
      {chosen && (
        <StockSheet
          row={chosen}
          mayWrite={can(me, 'stock.write')}
          onClose={() => setChosen(null)}
        />
      )}
    </Page>
  );
}

function Row({ row, onOpen }: { row: StockRow; onOpen: () => void }) {
  const low = row.onHand - row.held <= row.lowAt;
  return (
    <button type="button" style={{ minHeight: 68 }} onClick={onOpen}>
      <Picture product={row.productId} name="" />
      <span className="grow">
        <span className="m5 two">{row.title}</span>
        <span className="t3 one" style={{ display: 'block' }}>
          {[row.spec, row.shelf].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="end">
        <b className="num" style={{ fontSize: 17, fontWeight: 600 }}>
          {row.onHand}
        </b>
        <span style={{ display: 'block' }}>
          {low ? (
            <Tag look="warn">{t('stock.is_low')}</Tag>
          ) : (
            <span className="t3">{row.held > 0 ? t('stock.held', { count: row.held }) : ''}</span>
          )}
        </span>
      </span>
      <ChevronRight className="ic2" aria-hidden="true" />
    </button>
  );
}
