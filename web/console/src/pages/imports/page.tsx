/** Imports: upload, say which column is what, run, watch, and take the bad rows home. */
import { Button, Progress, Segmented, Table, type TableColumnsType, Upload } from 'antd';
import { Download, FileUp, Upload as Up } from 'lucide-react';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { type Page as PageOf, useRead, useWrite } from '../../api/use.ts';
import { save } from '../../list/csv-button.tsx';
import { useAddress } from '../../list/list-page.tsx';
import { Bar, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { MapSheet } from './map-sheet.tsx';
import { zh } from './zh.ts';

const KINDS = [
  ['products', 'goods.write'],
  ['members', 'members.read'],
  ['stock', 'stock.write'],
] as const;
export type Kind = (typeof KINDS)[number][0];
/** One line that imports as it stands, under the headers that are understood without asking. */
const TEMPLATES: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  products: {
    商品编号: 'SP001',
    商品名称: '临安笋干',
    英文名: 'Dried bamboo shoots',
    分类: '厨房调味',
    规格: '200g',
    条码: '6900000000007',
    零售价: '19.90',
    成本价: '9.00',
    角色: '日常',
    产地: '临安',
    货架: 'A1',
  },
  members: { 手机号: '13800000000', 姓名: '陈静', 门店: '' },
  stock: { 条码: '6900000000007', 数量: '12', 门店: '' },
};
export interface Import {
  readonly id: string;
  readonly kind: Kind;
  readonly fileName: string;
  readonly state: 'uploaded' | 'running' | 'done' | 'failed';
  readonly total: number;
  readonly good: number;
  readonly bad: number;
  readonly madeAt: string;
}
const TONE: Readonly<Record<Import['state'], Tone>> = {
  uploaded: 'warn',
  running: 'info',
  done: 'ok',
  failed: 'bad',
};

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const { search, set } = useAddress();
  const kinds = KINDS.filter(([, needs]) => may(needs)).map(([kind]) => kind);
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'products');
  const read = useRead<PageOf<Import>>('/imports', { count: 50 }, { everyMs: 3_000 });
  const bring = useWrite(
    (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return post<Import>(`/imports?id=${newId()}&kind=${kind}`, form);
    },
    { quiet: true, then: ({ id }) => set({ open: id }) },
  );
  return (
    <>
      <Bar title={t('title')} note={t('note')} />
      <section className="card stack" style={{ gap: 12 }}>
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <Segmented
            value={kind}
            onChange={setKind}
            aria-label={t('kind')}
            options={kinds.map((value) => ({ value, label: t(value) }))}
          />
          <span className="t2">{t(`needs_${kind}`)}</span>
          <span className="sp" />
          <Button
            icon={<Download size={15} />}
            onClick={() => save(`${kind}-template`, [TEMPLATES[kind]])}
          >
            {t('template')}
          </Button>
        </div>
        <Upload.Dragger
          accept=".csv,.xlsx"
          showUploadList={false}
          disabled={bring.isPending}
          beforeUpload={(file) => {
            bring.mutate(file);
            return false;
          }}
        >
          <p>
            <FileUp size={26} aria-hidden />
          </p>
          <p className="m5">{t('drop')}</p>
        </Upload.Dragger>
        <RefusalLine error={bring.error} />
      </section>
      <section className="card">
        <Shown read={read} height={260}>
          {({ items }) => <List items={items} open={(id) => set({ open: id })} />}
        </Shown>
      </section>
      {search.open && (
        <MapSheet key={search.open} id={search.open} close={() => set({ open: undefined })} />
      )}
    </>
  );
}

function List({ items, open }: { items: readonly Import[]; open: (id: string) => void }) {
  const t = useWords(zh, en);
  if (items.length === 0)
    return <Blank icon={Up} tone="accent" title={t('firstTitle')} words={t('firstWords')} />;
  const columns: TableColumnsType<Import> = [
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.madeAt} /> },
    { title: t('kind'), key: 'kind', render: (_, row) => t(row.kind) },
    { title: t('file'), key: 'file', render: (_, row) => <One max={260}>{row.fileName}</One> },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => (
        <span className="row">
          <Tag tone={TONE[row.state]}>{t(row.state)}</Tag>
          {row.state === 'running' && (
            <Progress
              percent={Math.round(((row.good + row.bad) / Math.max(1, row.total)) * 100)}
              size="small"
              style={{ width: 120 }}
            />
          )}
        </span>
      ),
    },
    { title: t('total'), key: 'total', align: 'right', render: (_, row) => count(row.total) },
    {
      title: t('good'),
      key: 'good',
      align: 'right',
      render: (_, row) => <span className="up">{count(row.good)}</span>,
    },
    {
      title: t('bad'),
      key: 'bad',
      align: 'right',
      render: (_, row) =>
        row.bad > 0 ? (
          <a className="link" href={`/api/console/imports/${row.id}/bad.csv`}>
            {t('badFile', { n: count(row.bad) })}
          </a>
        ) : (
          '0'
        ),
    },
    {
      title: '',
      key: 'do',
      render: (_, row) =>
        (row.state === 'uploaded' || row.state === 'failed') && (
          <Button size="small" onClick={() => open(row.id)}>
            {t(row.state === 'failed' ? 'goOn' : 'map')}
          </Button>
        ),
    },
  ];
  return (
    <Table<Import>
      columns={columns}
      dataSource={[...items]}
      rowKey="id"
      pagination={false}
      size="small"
    />
  );
}
