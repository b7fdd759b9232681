/** Pay slips of a month: one row a guide, one column a kind; every row adds up to its closing. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { ReceiptText } from 'lucide-react';
import { useRead } from '../../api/use.ts';
import { FileButton } from '../../list/csv-button.tsx';
import { useAddress } from '../../list/list-page.tsx';
import { Card, Fen, Wide } from '../../parts/parts.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { thisMonth } from './targets.tsx';
import type { Slip } from './types.ts';
import { zh } from './zh.ts';

export function Slips() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const month = search.month ?? thisMonth();
  const read = useRead<{ items: Slip[] }>('/pay-slips', { month });
  const slips = read.data?.items ?? [];
  const kinds = [...new Set(slips.flatMap(({ lines }) => lines.map(({ kind }) => kind)))].sort();
  const of = (slip: Slip, kind: string) => slip.lines.find((each) => each.kind === kind)?.fen ?? 0;
  return (
    <Card
      className="incentives"
      title={t('slips')}
      extra={
        <div className="row">
          <DatePicker
            picker="month"
            aria-label={t('month')}
            value={dayjs(`${month}-01`)}
            allowClear={false}
            onChange={(picked) => picked && set({ month: picked.format('YYYY-MM') })}
          />
          <FileButton path="/exports/pay-slips.csv" query={{ month }} />
        </div>
      }
    >
      <Shown read={read} height={300}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon={ReceiptText} title={t('slipNone')} />
          ) : (
            <Wide name={t('slips')}>
              <table className="plain">
                <thead>
                  <tr>
                    <th>{t('who')}</th>
                    <th className="r">{t('opening')}</th>
                    {kinds.map((kind) => (
                      <th key={kind} className="r">
                        {t.of(`kind_${kind}`, kind)}
                      </th>
                    ))}
                    <th className="r">{t('earned')}</th>
                    <th className="r">{t('closing')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((slip) => (
                    <tr key={slip.staffId}>
                      <td className="one">
                        {slip.name} <span className="t3">{slip.outletName}</span>
                      </td>
                      <td className="r">
                        <Fen of={slip.openingFen} bare />
                      </td>
                      {kinds.map((kind) => (
                        <td key={kind} className="r">
                          {of(slip, kind) === 0 ? '–' : <Fen of={of(slip, kind)} bare />}
                        </td>
                      ))}
                      <td className="r m6">
                        <Fen of={slip.earnedFen} bare />
                      </td>
                      <td className="r m6">
                        <Fen of={slip.closingFen} bare />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          )
        }
      </Shown>
    </Card>
  );
}
