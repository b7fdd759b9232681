/** One account: what it had, what came and went, what it had at the end; and each movement. */
import { Link, useParams } from '@tanstack/react-router';
import { DatePicker, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { BookOpen } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { ListPage, useAddress } from '../../list/list-page.tsx';
import { Bar, Fen, Figure, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { businessDay, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { Owner } from './day.tsx';
import { en } from './en.ts';
import './ledger.css';
import { zh } from './zh.ts';

interface Span {
  readonly name: string;
  readonly openingFen: number;
  readonly inFen: number;
  readonly outFen: number;
  readonly closingFen: number;
}
interface Entry {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  readonly signedFen: number;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
}

export function Page() {
  const t = useWords(zh, en);
  const { account } = useParams({ strict: false }) as { account: string };
  const { search, set } = useAddress();
  const today = businessDay(nowMs());
  const days = { from: search.from ?? `${today.slice(0, 7)}-01`, to: search.to ?? today };
  const path = `/ledger/accounts/${account}`;
  const read = useRead<Span>(path, days);
  const kind = t.of(`a_${account.split(':')[0]}`, account);
  return (
    <>
      <Bar title={read.data?.name || kind} note={<span className="num">{account}</span>}>
        <DatePicker.RangePicker
          value={[dayjs(days.from), dayjs(days.to)]}
          allowClear={false}
          disabledDate={(day) => day.format('YYYY-MM-DD') > today}
          onChange={(span) =>
            set({ from: span?.[0]?.format('YYYY-MM-DD'), to: span?.[1]?.format('YYYY-MM-DD') })
          }
        />
      </Bar>
      <Shown read={read} height={110}>
        {(span) => (
          <section className="card account-sum">
            <Term word={t('opening')} fen={span.openingFen} />
            <span className="op">+</span>
            <Term word={t('cameIn')} fen={span.inFen} />
            <span className="op">−</span>
            <Term word={t('wentOut')} fen={span.outFen} />
            <span className="op">=</span>
            <Term word={t('closing', { day: days.to })} fen={span.closingFen} />
          </section>
        )}
      </Shown>
      <section className="card">
        <Entries path={`${path}/entries`} days={days} />
      </section>
    </>
  );
}

function Term({ word, fen }: { word: string; fen: number }) {
  return (
    <div>
      <div className="t2">{word}</div>
      <Figure fen={fen} />
    </div>
  );
}

function Entries({ path, days }: { path: string; days: { from: string; to: string } }) {
  const t = useWords(zh, en);
  const other = (row: Entry) => {
    const [account, name] = row.signedFen > 0 ? [row.from, row.fromName] : [row.to, row.toName];
    return <Owner account={account}>{name || t.of(`a_${account.split(':')[0]}`, account)}</Owner>;
  };
  const columns: TableColumnsType<Entry> = [
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.at} /> },
    {
      title: t('type'),
      key: 'type',
      render: (_, row) => <Tag>{t.of(`t_${row.type}`, row.type)}</Tag>,
    },
    { title: t('other'), key: 'other', render: (_, row) => other(row) },
    {
      title: t('order'),
      key: 'order',
      render: (_, row) =>
        row.orderId && (
          <Link to="/orders/$id" params={{ id: row.orderId } as never} className="link num">
            {row.orderNumber}
          </Link>
        ),
    },
    {
      title: t('amount'),
      key: 'amount',
      align: 'right',
      render: (_, row) => <Fen of={row.signedFen} plus />,
    },
  ];
  return (
    <ListPage<Entry>
      bare
      title=""
      path={path}
      rowKey="id"
      columns={columns}
      fixed={days}
      first={{ icon: BookOpen, title: t('noEntries') }}
    />
  );
}
