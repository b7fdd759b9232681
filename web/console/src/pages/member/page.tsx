/** A member: whose she is and how that came, what she buys, whom she brings, what was talked of. */
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { Button, Table } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { type Page as PageOf, useRead } from '../../api/use.ts';
import { Bar, Card, Face, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { count, day, money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { type OrderRow, useOrderColumns } from '../orders/page.tsx';
import { en } from './en.ts';
import { BelongingCard, type Period, type Turn } from './belonging-card.tsx';
import { zh } from './zh.ts';

interface Member {
  readonly id: string;
  readonly name: string;
  readonly madeAt: string;
  readonly complexName: string;
  readonly phoneMasked: string;
  readonly orders: number;
  readonly paidFen: number;
  readonly brought: number;
  readonly broughtFen: number;
  readonly periods: readonly Period[];
  readonly events: readonly Turn[];
  readonly notes: readonly { readonly id: string; readonly words: string; readonly staffName: string; readonly at: string }[];
  readonly consents: readonly {
    readonly purpose: string;
    readonly textVersion: string;
    readonly givenAt: string;
    readonly withdrawnAt: string | null;
  }[];
  readonly links: readonly {
    readonly code: string;
    readonly targetName: string;
    readonly madeAt: string;
    readonly visits: number;
    readonly orders: number;
  }[];
}

export function Page() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useRead<Member>(`/member-page/${id}`, {}, { fresh: true });
  return (
    <Shown read={read} height={600}>
      {(member) => <Whole member={member} />}
    </Shown>
  );
}

function Whole({ member }: { member: Member }) {
  const t = useWords(zh, en);
  const router = useRouter();
  const figures = [
    [count(member.orders), t('orders')],
    [money(member.paidFen), t('paid')],
    [count(member.brought), t('brought')],
    [money(member.broughtFen), t('broughtFen')],
  ] as const;
  const comma = t.language === 'zh' ? '，' : ', ';
  return (
    <>
      <Bar
        title={member.name || t('nameless')}
        before={
          <>
            <Button type="text" aria-label={t('back')} icon={<ArrowLeft size={16} />} onClick={() => router.history.back()} />
            <Face name={member.name || member.id} size={36} />
          </>
        }
        note={[member.phoneMasked, member.complexName, t('joined', { at: when(member.madeAt, t.language) })].filter(Boolean).join(comma)}
      />
      <section className="card row" style={{ gap: 64 }}>
        {figures.map(([figure, word]) => (
          <div key={word}>
            <div className="t2">{word}</div>
            <span className="fig">{figure}</span>
          </div>
        ))}
      </section>
      <div className="grid" style={{ gridTemplateColumns: 'minmax(0, 1fr) 380px' }}>
        <div className="grid">
          <Orders member={member} />
          <Shares member={member} />
        </div>
        <div className="grid">
          <BelongingCard periods={member.periods} events={member.events} />
          <Card title={t('notes')}>
            {member.notes.length === 0 && <p className="t2">{t('notesNone')}</p>}
            {member.notes.map((note) => (
              <p key={note.id} style={{ padding: '6px 0' }}>
                {note.words}
                <span className="t3" style={{ display: 'block' }}>
                  {note.staffName} · <When at={note.at} />
                </span>
              </p>
            ))}
          </Card>
          <Card title={t('consents')}>
            {member.consents.map((each) => (
              <div key={each.purpose + each.givenAt} className="row between" style={{ padding: '4px 0' }}>
                <span>{t.of(`c_${each.purpose}`, each.purpose)}</span>
                {each.withdrawnAt ? (
                  <Tag>{t('withdrawn')}</Tag>
                ) : (
                  <span className="t3">{t('given', { day: day(each.givenAt, t.language), version: each.textVersion })}</span>
                )}
              </div>
            ))}
          </Card>
        </div>
      </div>
    </>
  );
}

function Orders({ member }: { member: Member }) {
  const t = useWords(zh, en);
  const read = useRead<PageOf<OrderRow>>('/orders', { member: member.id, count: 10 });
  const shown = new Set(['number', 'state', 'goods', 'from', 'placedAt', 'payableFen']);
  const columns = useOrderColumns()
    .filter(({ key }) => shown.has(String(key)))
    .map(({ sorter: _, ...column }) => column);
  return (
    <Card
      title={t('recent')}
      extra={
        <Link to="/orders" search={{ text: member.name } as never} className="link">
          {t('all')}
        </Link>
      }
    >
      <Shown read={read} height={200}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t2">{t('recentNone')}</p>
          ) : (
            <Table<OrderRow> columns={columns} dataSource={items} rowKey="id" pagination={false} size="small" scroll={{ x: 'max-content' }} />
          )
        }
      </Shown>
    </Card>
  );
}

function Shares({ member }: { member: Member }) {
  const t = useWords(zh, en);
  return (
    <Card title={t('shares')}>
      {member.links.length === 0 && <p className="t2">{t('sharesNone')}</p>}
      <table className="plain">
        <tbody>
          {member.links.map((link) => (
            <tr key={link.code}>
              <td>
                <Link to="/share-trees/$code" params={{ code: link.code } as never} className="link">
                  {link.targetName || link.code}
                </Link>
              </td>
              <td>
                <When at={link.madeAt} />
              </td>
              <td className="r">{t('visits', { n: link.visits })}</td>
              <td className="r">{t('shareOrders', { n: link.orders })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
