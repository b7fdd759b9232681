/** My customers: search, five ways to look, the rest by scrolling. */
import { Link } from '@tanstack/react-router';
import { InfiniteScroll } from 'antd-mobile';
import { ChevronRight, Search, UserPlus, UsersRound } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import {
  FILTERS,
  useCustomers,
  type CustomerFilter,
  type CustomerRow,
} from '../../api/customers.ts';
import { bigMoney, date, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Choice, Face, Tag } from '../../parts/small.tsx';
import { Bones, Nothing, Trouble } from '../../parts/states.tsx';

export function CustomersPage() {
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<CustomerFilter>('all');
  const q = useDeferredValue(typed.trim());
  const list = useCustomers(q, filter);
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title={t('customers.title')}
      actions={
        <Link to="/customers/new" className="icon-btn" aria-label={t('qr.title')}>
          <UserPlus aria-hidden="true" />
        </Link>
      }
    >
      <div className="stack">
        <label className="search">
          <Search aria-hidden="true" />
          <input
            type="search"
            aria-label={t('customers.search')}
            placeholder={t('customers.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Choice
          label={t('customers.filter')}
          look="chips"
          value={filter}
          options={FILTERS.map((value) => ({ value, label: t(`customers.${value}`) }))}
          onChange={setFilter}
        />
        {items === undefined && list.error && (
          <Trouble error={list.error} retry={() => void list.refetch()} />
        )}
        {items === undefined && !list.error && <Bones heights={[72, 72, 72, 72, 72]} />}
        {items?.length === 0 && <None filtered={q !== '' || filter !== 'all'} />}
        {items && items.length > 0 && (
          <ul className="card flat menu">
            {items.map((row) => (
              <li key={row.id}>
                <Row row={row} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <InfiniteScroll
            hasMore={list.hasNextPage}
            loadMore={async () => void (await list.fetchNextPage())}
          >
            <span className="t3">{t('state.more')}</span>
          </InfiniteScroll>
        )}
      </div>
    </Page>
  );
}

function Row({ row }: { row: CustomerRow }) {
  const facts = [
    row.complex,
    row.lastOrderAt ? t('customers.last', { at: when(row.lastOrderAt) }) : t('customers.no_order'),
  ];
  return (
    <Link to="/customers/$id" params={{ id: row.id }} style={{ minHeight: 64 }}>
      <Face name={row.name} />
      <span className="grow">
        <span className="row s">
          <b className="m6 one">{row.name || row.phoneMasked || t('customers.unnamed')}</b>
          {row.endsAt !== null && (
            <Tag look="bad">{t('customers.ends', { at: date(row.endsAt) })}</Tag>
          )}
          {row.brought > 0 && <Tag look="ac">{t('customers.brought', { count: row.brought })}</Tag>}
        </span>
        <span className="t3 one" style={{ display: 'block' }}>
          {facts.filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="end t2 num">
        {row.orders > 0 && (
          <>
            {t('customers.orders', { count: row.orders })}
            <br />
            <span className="t3">{bigMoney(row.spentFen)}</span>
          </>
        )}
      </span>
      <ChevronRight className="ic2" aria-hidden="true" />
    </Link>
  );
}

function None({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <Nothing
        icon={<Search />}
        title={t('customers.none_found')}
        words={t('customers.drop_filter')}
      />
    );
  return (
    <Nothing
      icon={<UsersRound />}
      title={t('customers.none')}
      words={t('customers.none_words')}
      act={
        <Link to="/customers/new" className="btn main">
          {t('qr.title')}
        </Link>
      }
    />
  );
}
