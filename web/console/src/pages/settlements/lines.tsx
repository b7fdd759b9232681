/** The frozen lines: whose customer, whose sale, whose work, whose discount, and what of it. */
import { Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { FileText } from 'lucide-react';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Line } from './types.ts';
import { zh } from './zh.ts';

export function Lines({ id, dispute }: { id: string; dispute: ((no: number) => void) | null }) {
  const t = useWords(zh, en);
  const outlet = (word: 'home' | 'selling' | 'fulfilling', key: keyof Line) => ({
    title: t(word),
    key: word,
    render: (_: unknown, row: Line) => <One max={130}>{String(row[key])}</One>,
  });
  const borne = (by: string) =>
    by
      .split('+')
      .filter(Boolean)
      .map((each) => t.of(`b_${each}`, each))
      .join(' ');
  const columns: TableColumnsType<Line> = [
    { title: t('no'), key: 'no', render: (_, row) => <span className="num t3">{row.no}</span> },
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
      title: t('placed'),
      key: 'placed',
      render: (_, row) => (
        <span className="num one">
          {row.placedOn?.slice(5)}{' '}
          {row.former && <span className="t3">{t('former', { month: row.former })}</span>}
        </span>
      ),
    },
    { title: t('because'), key: 'role', render: (_, row) => t.of(`r_${row.role}`, row.role) },
    outlet('home', 'homeOutlet'),
    outlet('selling', 'sellingOutlet'),
    outlet('fulfilling', 'fulfillingOutlet'),
    {
      title: t('discount'),
      key: 'discount',
      align: 'right',
      render: (_, row) =>
        row.discountFen > 0 && (
          <span className="one">
            <Fen of={-row.discountFen} bare /> <span className="t3">{borne(row.borneBy)}</span>
          </span>
        ),
    },
    {
      title: t('made'),
      key: 'made',
      align: 'right',
      render: (_, row) => <Fen of={row.madeFen} bare />,
    },
    {
      title: t('cut'),
      key: 'cut',
      align: 'right',
      render: (_, row) => (row.cutFen ? <Fen of={-row.cutFen} bare /> : '–'),
    },
    ...(dispute
      ? [
          {
            title: '',
            key: 'dispute',
            render: (_: unknown, row: Line) => (
              <Button
                size="small"
                type="text"
                aria-label={t('disputeLine', { no: row.no })}
                onClick={() => dispute(row.no)}
              >
                {t('dispute')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <ListPage<Line>
      bare
      title=""
      path={`/settlements/${id}/lines`}
      rowKey={(row) => String(row.no)}
      columns={columns}
      count={50}
      first={{ icon: FileText, title: t('linesNone') }}
    />
  );
}
