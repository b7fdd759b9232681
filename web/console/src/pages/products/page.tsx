/** Products of the whole chain: what head office asks, within which band, where they stand. */
import { Button, type TableColumnsType } from 'antd';
import { Package, Plus } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { ListPage, useAddress } from '../../list/list-page.tsx';
import { Fen, One, Picture, Tag } from '../../parts/parts.tsx';
import { useMay } from '../../shell/session.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { ProductSheet } from './product-sheet.tsx';
import { type Category, type Product, ROLES } from './types.ts';
import { zh } from './zh.ts';

const bandOf = ({ skus: [sku] }: Product) =>
  sku?.bandMinFen && sku.bandMaxFen ? `${money(sku.bandMinFen)}–${money(sku.bandMaxFen)}` : '–';

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const { search, set } = useAddress();
  const categories = useRead<{ items: Category[] }>('/categories').data?.items ?? [];
  const columns: TableColumnsType<Product> = [
    {
      title: t('name'),
      key: 'title',
      sorter: true,
      render: (_, row) => (
        <span className="row">
          <Picture id={row.id} name={row.title} size={36} />
          <One max={240}>{row.title}</One>
          {row.retiredAt && <Tag tone="bad">{t('off')}</Tag>}
        </span>
      ),
    },
    {
      title: t('category'),
      key: 'categoryName',
      sorter: true,
      render: (_, row) => row.categoryName,
    },
    { title: t('role'), key: 'role', render: (_, row) => <Tag>{t.of(row.role)}</Tag> },
    {
      title: t('specs'),
      key: 'specs',
      render: (_, row) => <One max={180}>{row.skus.map((sku) => sku.spec).join('、')}</One>,
    },
    {
      title: t('price'),
      key: 'priceFen',
      sorter: true,
      align: 'right',
      render: (_, row) => <Fen of={row.skus[0]?.priceFen ?? 0} />,
    },
    {
      title: t('band'),
      key: 'band',
      render: (_, row) => <span className="num one t2">{bandOf(row)}</span>,
    },
    {
      title: t('cost'),
      key: 'cost',
      align: 'right',
      render: (_, row) => (row.skus[0]?.costFen ? <Fen of={row.skus[0].costFen} /> : '–'),
    },
    { title: t('shelf'), key: 'shelf', sorter: true, render: (_, row) => row.shelf || '–' },
    {
      title: t('origin'),
      key: 'origin',
      sorter: true,
      render: (_, row) => <One max={110}>{row.origin || '–'}</One>,
    },
  ];
  return (
    <>
      <ListPage<Product>
        title={t('title')}
        path="/products"
        rowKey="id"
        columns={columns}
        filters={[
          { kind: 'text', key: 'q', label: t('find') },
          {
            kind: 'choice',
            key: 'category',
            label: t('category'),
            options: categories.map((each) => ({ value: each.id, label: each.name })),
          },
          {
            kind: 'choice',
            key: 'role',
            label: t('role'),
            options: ROLES.map((value) => ({ value, label: t(value) })),
          },
          {
            kind: 'choice',
            key: 'retired',
            label: t('retired'),
            options: [{ value: 'true', label: t('retired') }],
          },
        ]}
        open={(row) => set({ open: row.id }, true)}
        file="/exports/products.csv"
        actions={
          may('goods.write') && (
            <Button
              type="primary"
              icon={<Plus size={15} />}
              onClick={() => set({ open: 'new' }, true)}
            >
              {t('new')}
            </Button>
          )
        }
        first={{ icon: Package, title: t('firstTitle'), words: t('firstWords') }}
      />
      {search.open && (
        <ProductSheet
          key={search.open}
          id={search.open}
          categories={categories}
          close={() => set({ open: undefined }, true)}
        />
      )}
    </>
  );
}
