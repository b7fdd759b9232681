/** A refund by line and piece, with its effect on everyone's share before it is confirmed. */
import { Button, Checkbox, Drawer, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Fen, Picture } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { legsOf, type Money } from './money.ts';
import { dueOf, effectOf, ROLES } from './refund.ts';
import type { Order } from './types.ts';
import { zh } from './zh.ts';

const REASONS = [
  'bruised',
  'not_fresh',
  'wrong_goods',
  'missing',
  'quality',
  'changed_mind',
  'other',
] as const;
type Pieces = Readonly<Record<number, number>>;

export function RefundDrawer({
  order,
  open,
  close,
}: {
  order: Order;
  open: boolean;
  close: () => void;
}) {
  const t = useWords(zh, en);
  return (
    <Drawer
      open={open}
      onClose={close}
      size={560}
      title={`${t('refundTitle')} ${order.number}`}
      destroyOnHidden
    >
      <Form order={order} close={close} />
    </Drawer>
  );
}

function Form({ order, close }: { order: Order; close: () => void }) {
  const t = useWords(zh, en);
  const [id] = useState(newId);
  const [pieces, setPieces] = useState<Pieces>({});
  const [reason, setReason] = useState<string>('bruised');
  const [words, setWords] = useState('');
  const [sellable, setSellable] = useState(false);
  const goods = order.lines.filter((line) => line.no > 0);
  const given = goods.filter((line) => (pieces[line.no] ?? 0) > 0);
  const { totalFen, cuts } = effectOf(goods, pieces, order.portions);
  const give = useWrite(
    () =>
      post(`/orders/${order.id}/refunds`, {
        id,
        reason: words.trim() || reason,
        lines: given.map(({ no }) => ({ no, pieces: pieces[no]!, amountFen: null })),
        sellable: sellable ? given.map(({ no }) => no) : [],
      }),
    { quiet: true, done: t('refundDone'), then: close },
  );
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="t2">{t('refundNote')}</p>
      <div className="stack">
        {goods.map((line) => (
          <div className="row" key={line.no}>
            <Picture id={line.productId ?? ''} name={line.title} size={40} />
            <div className="grow">
              <div className="m5 cut one">{line.title}</div>
              <div className="t3">
                {t('refundLeft', {
                  n: line.quantity - line.refundedPieces,
                  amount: money(line.netFen - line.refundedFen),
                })}
              </div>
            </div>
            <Fen of={dueOf(line, pieces[line.no] ?? 0)} />
            <InputNumber
              min={0}
              max={line.quantity - line.refundedPieces}
              value={pieces[line.no] ?? 0}
              onChange={(n) => setPieces({ ...pieces, [line.no]: Number(n ?? 0) })}
              aria-label={`${t('refundPieces')} ${line.title}`}
              style={{ width: 84 }}
            />
          </div>
        ))}
      </div>
      <div className="row">
        <Select
          value={reason}
          onChange={setReason}
          aria-label={t('refundReason')}
          style={{ width: 160 }}
          options={REASONS.map((value) => ({ value, label: t(`reason_${value}`) }))}
        />
        <Input
          value={words}
          onChange={(event) => setWords(event.target.value)}
          placeholder={t('refundWords')}
          aria-label={t('refundWords')}
          maxLength={200}
        />
      </div>
      <Checkbox checked={sellable} onChange={(event) => setSellable(event.target.checked)}>
        {t('refundSellable')}
      </Checkbox>
      <Effect order={order} totalFen={totalFen} cuts={cuts} />
      <RefusalLine error={give.error} />
      <Button
        type="primary"
        size="large"
        block
        disabled={totalFen === 0}
        loading={give.isPending}
        onClick={() => give.mutate(undefined)}
      >
        {totalFen === 0 ? t('refundPick') : t('refundConfirm', { amount: money(totalFen) })}
      </Button>
    </div>
  );
}

type Cuts = ReturnType<typeof effectOf>['cuts'];

function Effect({ order, totalFen, cuts }: { order: Order; totalFen: number; cuts: Cuts }) {
  const t = useWords(zh, en);
  const { data } = useRead<Money>(`/orders/${order.id}/money`, {}, { fresh: true });
  const legs = data ? legsOf(data) : [];
  const now = (role: string) =>
    legs.filter((l) => l.role === role).reduce((n, l) => n + l.netFen, 0);
  const who = (role: string) =>
    legs.find((leg) => leg.role === role)?.name || t(role === 'hq' ? 'headOffice' : 'nobody');
  return (
    <div>
      <b>{t('refundEffect')}</b>
      <table className="plain" style={{ marginTop: 8 }}>
        <thead>
          <tr>
            <th>{t('payee')}</th>
            <th className="r">{t('refundNow')}</th>
            <th className="r">{t('refundCut')}</th>
            <th className="r">{t('refundAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {ROLES.filter((role) => now(role) > 0).map((role) => (
            <tr key={role}>
              <td>
                {who(role)} <span className="t3">{t.of(`m_${role}`)}</span>
              </td>
              <td className="r">
                <Fen of={now(role)} bare />
              </td>
              <td className="r">{cuts[role] ? <Fen of={-cuts[role]} bare /> : '–'}</td>
              <td className="r m6">
                <Fen of={now(role) - cuts[role]} bare />
              </td>
            </tr>
          ))}
          <tr className="sum">
            <td>{t('refundTotal')}</td>
            <td />
            <td className="r">
              <Fen of={-totalFen} bare />
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      <p className="t3" style={{ marginTop: 6 }}>
        {t('refundEstimate')}
      </p>
    </div>
  );
}
