/** A member: whose she is and how that came, what she buys, whom she brings, what was talked of. */
import { useParams, useRouter } from '@tanstack/react-router';
import { Button, Table } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { type Page as PageOf, useRead } from '../../api/use.ts';
import { Bar, Card, Face, Tag } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { count, day, money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { type OrderRow, useOrderColumns } from '../orders/page.tsx';
import { BelongingCard } from './belonging-card.tsx';
import { en } from './en.ts';
import { Reveal } from './reveal.tsx';
import { TimelineCard } from './timeline-card.tsx';
import type { Member } from './types.ts';
import { zh } from './zh.ts';

export function Page() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useRead<Member>(`/members/${id}`, {}, { fresh: true });
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
    [money(member.spentFen), t('paid')],
    [count(member.links), t('shares')],
    [count(member.visits), t('opened')],
    [count(member.brought), t('brought')],
  ] as const;
  const comma = t.language === 'zh' ? '，' : ', ';
  const joined = t('joined', { at: when(member.madeAt, t.language) });
  return (
    <>
      <Bar
        title={member.name || t('nameless')}
        before={
          <>
            <Button
              type="text"
              aria-label={t('back')}
              icon={<ArrowLeft size={16} />}
              onClick={() => router.history.back()}
            />
            <Face name={member.name || member.id} size={36} />
          </>
        }
        note={
          <>
            {member.phoneMasked && <Reveal id={member.id} masked={member.phoneMasked} />}
            {member.phoneMasked && comma}
            {[member.complexName, joined].filter(Boolean).join(comma)}
          </>
        }
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
          <TimelineCard member={member} />
        </div>
        <div className="grid">
          <BelongingCard member={member} />
          <Card title={t('consents')}>
            {newest(member.consents).map((each) => (
              <div key={each.purpose + each.givenAt} className="row between consent">
                <span>{t.of(`c_${each.purpose}`, each.purpose)}</span>
                {each.withdrawnAt ? (
                  <Tag>{t('withdrawn')}</Tag>
                ) : (
                  <span className="t3">
                    {t('given', { day: day(each.givenAt, t.language), version: each.textVersion })}
                  </span>
                )}
              </div>
            ))}
          </Card>
        </div>
      </div>
    </>
  );
}

/** One a purpose: an older word of hers no longer holds. */
const newest = (consents: Member['consents']): Member['consents'] =>
  [...Map.groupBy(consents, ({ purpose }) => purpose).values()].map((said) =>
    said.reduce((a, b) => (a.givenAt >= b.givenAt ? a : b)),
  );

function Orders({ member }: { member: Member }) {
  const t = useWords(zh, en);
  const read = useRead<PageOf<OrderRow>>('/orders', { member: member.id, count: 10 });
  const shown = new Set(['number', 'state', 'goods', 'from', 'placedAt', 'payableFen']);
  const columns = useOrderColumns()
    .filter(({ key }) => shown.has(String(key)))
    .map(({ sorter: _, ...column }) => column);
  return (
    <Card title={t('recent')}>
      <Shown read={read} height={200}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t2">{t('recentNone')}</p>
          ) : (
            <Table<OrderRow>
              columns={columns}
              dataSource={items}
              rowKey="id"
              pagination={false}
              size="small"
              scroll={{ x: 'max-content' }}
            />
          )
        }
      </Shown>
    </Card>
  );
}
