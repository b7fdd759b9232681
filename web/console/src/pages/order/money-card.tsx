/** How the money is split: each payee, at payment, taken back, net; and that it all adds up. */
import { Modal } from 'antd';
import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useRead } from '../../api/use.ts';
import { Card, Fen, Tag, type Tone, When, Wide } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { amount, day, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { accountName, type Leg, legsOf, type Money, type Posting } from './money.ts';
import type { Order } from './types.ts';
import { zh } from './zh.ts';

const TONE: Readonly<Record<string, Tone>> = {
  pending: 'warn',
  posted: 'ok',
  voided: 'plain',
  suspended: 'bad',
  frozen: 'plain',
};

export function MoneyCard({ order }: { order: Order }) {
  const t = useWords(zh, en);
  const read = useRead<Money>(`/orders/${order.id}/money`, {}, { fresh: true });
  const [open, setOpen] = useState(false);
  const count = read.data?.postings?.length ?? 0;
  return (
    <Card
      title={t('moneyTitle')}
      note={
        order.paidAt
          ? read.data?.planVersion && t('moneyNote', { version: read.data.planVersion })
          : t('forecast')
      }
      extra={
        count > 0 && (
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {t('postings', { n: count })}
          </button>
        )
      }
    >
      <Shown read={read} height={320}>
        {(money) => (
          <>
            <Legs order={order} legs={legsOf(money)} />
            <Postings
              rows={money.postings ?? []}
              order={order}
              open={open}
              close={() => setOpen(false)}
            />
          </>
        )}
      </Shown>
    </Card>
  );
}

function Legs({ order, legs }: { order: Order; legs: readonly Leg[] }) {
  const t = useWords(zh, en);
  const total = (of: (leg: Leg) => number) => legs.reduce((sum, leg) => sum + of(leg), 0);
  const [paid, back, net] = [
    total((l) => l.amountFen),
    total((l) => l.takenBackFen),
    total((l) => l.netFen),
  ];
  const off = net - (order.payableFen - order.refundedFen);
  const settles = order.settlesAt && !order.settledAt ? day(order.settlesAt, t.language) : null;
  return (
    <>
      <Wide name={t('moneyTitle')}>
        <table className="plain legs">
          <thead>
            <tr>
              <th>{t('payee')}</th>
              <th>{t('basis')}</th>
              <th className="r">{t('atPayment')}</th>
              <th className="r">{t('takenBack')}</th>
              <th className="r">{t('netAmount')}</th>
              <th>{t('moneyState')}</th>
            </tr>
          </thead>
          <tbody>
            {legs.map((leg) => (
              <tr key={leg.key}>
                <td className="m5 one">
                  {leg.name || (leg.role === 'hq' ? t('headOffice') : '–')}
                </td>
                <td className="t2 one">
                  {t.of(`m_${leg.role}`, leg.role)} {leg.bps ? rate(leg.bps) : ''}
                </td>
                <td className="r">
                  <Fen of={leg.amountFen} bare />
                </td>
                <td className="r t2">
                  {leg.takenBackFen ? <Fen of={-leg.takenBackFen} bare /> : '–'}
                </td>
                <td className="r m6">
                  <Fen of={leg.netFen} bare />
                </td>
                <td>
                  <Tag tone={TONE[leg.state] ?? 'plain'}>{t.of(`s_${leg.state}`, leg.state)}</Tag>
                </td>
              </tr>
            ))}
            <tr className="sum">
              <td colSpan={2}>
                {back
                  ? t('sumRow', { paid: amount(paid), back: amount(back) })
                  : t('sumRowPaid', { paid: amount(paid) })}
              </td>
              <td className="r">
                <Fen of={paid} bare />
              </td>
              <td className="r">{back ? <Fen of={-back} bare /> : '–'}</td>
              <td className="r">
                <Fen of={net} bare />
              </td>
              <td>
                {off === 0 ? (
                  <Tag tone="ok">
                    <Check size={13} aria-hidden />
                    {t('balanced')}
                  </Tag>
                ) : (
                  <Tag tone="bad">
                    <TriangleAlert size={13} aria-hidden />
                    {t('unbalanced', { by: amount(off) })}
                  </Tag>
                )}
              </td>
            </tr>
          </tbody>
        </table>
      </Wide>
      <p className="t3" style={{ marginTop: 10 }}>
        {settles ? t('moneyFoot', { day: settles }) : t('moneyFootPlain')}
      </p>
    </>
  );
}

function Postings(props: {
  rows: readonly Posting[];
  order: Order;
  open: boolean;
  close: () => void;
}) {
  const t = useWords(zh, en);
  const { rows, order, open, close } = props;
  return (
    <Modal open={open} onCancel={close} footer={null} width={760} title={t('postingsTitle')}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('postingAt')}</th>
            <th>{t('from')}</th>
            <th>{t('to')}</th>
            <th>{t('moneyState')}</th>
            <th className="r">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.id ?? i}>
              <td>
                <When at={row.at} />
              </td>
              <td>{accountName(row.from, order, t.of, row.fromName)}</td>
              <td>{accountName(row.to, order, t.of, row.toName)}</td>
              <td className="t2">{t.of(`t_${row.type}`, row.type)}</td>
              <td className="r">
                <Fen of={row.amountFen} bare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
