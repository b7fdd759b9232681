/** The three lists of the stock page. */
import { Button, Table, type TableColumnsType } from 'antd';
import { Boxes, Truck } from 'lucide-react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Picture, Tag, When } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export interface StockRow {
  readonly outletId: string;
  readonly outletName: string;
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly spec: string;
  readonly barcode: string;
  readonly shelf: string;
  readonly onHand: number;
  readonly held: number;
  readonly sellable: number;
  readonly lowAt: number;
  readonly low: boolean;
  readonly costFen: number | null;
}

const number = (title: string, key: 'onHand' | 'held' | 'sellable' | 'lowAt') => ({
  title,
  key,
  sorter: true,
  align: 'right' as const,
  render: (_: unknown, row: StockRow) => <span className="num">{count(row[key])}</span>,
});

export function StockTable() {
  const t = useWords(zh, en);
  const columns: TableColumnsType<StockRow> = [
    {
      title: t('product'),
      key: 'title',
      sorter: true,
      render: (_, row) => (
        <span className="row">
          <Picture id={row.productId} name={row.title} size={32} />
          <One max={230}>{row.title}</One>
          <span className="t3 one">{row.spec}</span>
          {row.low && <Tag tone="warn">{t('lowTag')}</Tag>}
        </span>
      ),
    },
    {
      title: t('outlet'),
      key: 'outletName',
      sorter: true,
      render: (_, row) => <One max={130}>{row.outletName}</One>,
    },
    { title: t('shelf'), key: 'shelf', sorter: true, render: (_, row) => row.shelf || '–' },
    number(t('onHand'), 'onHand'),
    number(t('held'), 'held'),
    number(t('sellable'), 'sellable'),
    number(t('lowAt'), 'lowAt'),
    {
      title: t('cost'),
      key: 'cost',
      align: 'right',
      render: (_, row) => (row.costFen === null ? '–' : <Fen of={row.costFen} />),
    },
  ];
  return (
    <ListPage<StockRow>
      bare
      title=""
      path="/stock"
      rowKey={(row) => row.outletId + row.skuId}
      columns={columns}
      filters={[
        { kind: 'text', key: 'q', label: t('find') },
        { kind: 'outlet', key: 'outlet', label: t('outlet') },
        {
          kind: 'choice',
          key: 'low',
          label: t('low'),
          options: [{ value: 'true', label: t('low') }],
        },
      ]}
      file="/exports/stock.csv"
      first={{ icon: Boxes, title: t('firstTitle'), words: t('firstWords') }}
    />
  );
}

interface Movement {
  readonly id: string;
  readonly outletName: string;
  readonly title: string;
  readonly spec: string;
  readonly kind: string;
  readonly delta: number;
  readonly reason: string;
  readonly actorName: string | null;
  readonly at: string;
}

export function Movements() {
  const t = useWords(zh, en);
  const columns: TableColumnsType<Movement> = [
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.at} /> },
    { title: t('kind'), key: 'kind', render: (_, row) => t.of(`k_${row.kind}`, row.kind) },
    {
      title: t('product'),
      key: 'product',
      render: (_, row) => <One max={260}>{`${row.title} ${row.spec}`}</One>,
    },
    {
      title: t('outlet'),
      key: 'outlet',
      render: (_, row) => <One max={130}>{row.outletName}</One>,
    },
    {
      title: t('delta'),
      key: 'delta',
      align: 'right',
      render: (_, row) => (
        <b className={`num ${row.delta < 0 ? 'dn' : 'up'}`}>
          {row.delta > 0 ? `+${row.delta}` : count(row.delta)}
        </b>
      ),
    },
    {
      title: t('reason'),
      key: 'reason',
      render: (_, row) => <One max={180}>{t.of(row.reason)}</One>,
    },
    { title: t('who'), key: 'who', render: (_, row) => row.actorName ?? '–' },
  ];
  return (
    <ListPage<Movement>
      bare
      title=""
      path="/stock/movements"
      rowKey="id"
      columns={columns}
      filters={[{ kind: 'outlet', key: 'outlet', label: t('outlet') }]}
      file="/exports/stock-movements.csv"
      first={{ icon: Boxes, title: t('movesTitle') }}
    />
  );
}

interface Transfer {
  readonly id: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly state: 'sent' | 'received' | 'cancelled';
  readonly sentAt: string;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
}

export function Transfers() {
  const t = useWords(zh, en);
  const may = useMay();
  const read = useRead<{ items: Transfer[] }>('/stock/transfers');
  const act = useWrite(
    ({ id, verb, outletId }: { id: string; verb: 'receive' | 'cancel'; outletId: string }) =>
      post(`/stock/transfers/${id}/${verb}`, { outletId }),
    { done: t('saved') },
  );
  const columns: TableColumnsType<Transfer> = [
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.sentAt} /> },
    { title: t('from'), key: 'from', render: (_, row) => row.fromName },
    { title: t('to'), key: 'to', render: (_, row) => row.toName },
    {
      title: t('goods'),
      key: 'goods',
      render: (_, row) => (
        <One max={360}>{row.lines.map((l) => `${l.title} ×${l.quantity}`).join('、')}</One>
      ),
    },
    {
      title: t('kind'),
      key: 'state',
      render: (_, row) => <Tag tone={row.state === 'sent' ? 'info' : 'plain'}>{t(row.state)}</Tag>,
    },
    {
      title: '',
      key: 'do',
      render: (_, row) =>
        row.state === 'sent' &&
        may('stock.write') && (
          <span className="row">
            <Button
              size="small"
              onClick={() => act.mutate({ id: row.id, verb: 'receive', outletId: row.toId })}
            >
              {t('arrive')}
            </Button>
            <Button
              size="small"
              type="text"
              onClick={() => act.mutate({ id: row.id, verb: 'cancel', outletId: row.fromId })}
            >
              {t('callBack')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <Shown read={read} height={300}>
      {({ items }) =>
        items.length === 0 ? (
          <Blank icon={Truck} tone="accent" title={t('transfersTitle')} />
        ) : (
          <Table<Transfer>
            columns={columns}
            dataSource={items}
            rowKey="id"
            pagination={false}
            size="small"
          />
        )
      }
    </Shown>
  );
}
