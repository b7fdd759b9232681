/** What head office owes its customers in stored value and points, plans, and wishes for cash. */
import { Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { newId, post, remove } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Fen, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Shown } from '../../parts/states.tsx';
import { count, money, percent } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

const MOVED = [
  'toppedUpFen',
  'bonusGivenFen',
  'spentFen',
  'givenBackFen',
  'paidOutFen',
  'bonusEndedFen',
  'pointsEarned',
  'pointsSpent',
  'pointsEnded',
] as const;
interface Plan {
  readonly id: string;
  readonly payFen: number;
  readonly bonusFen: number;
}
interface Ask {
  readonly id: string;
  readonly name: string;
  readonly amountFen: number;
  readonly reason: string;
  readonly askedBy: string;
  readonly madeAt: string;
}
interface Answer {
  readonly liability: Readonly<Record<(typeof MOVED)[number], number>> & {
    readonly principalFen: number;
    readonly bonusFen: number;
    readonly points: number;
    readonly holders: number;
  };
  readonly plans: readonly Plan[];
  readonly asks: readonly Ask[];
}

/** By the calendar of Shanghai. */
function thisMonth(): { from: string; to: string } {
  const to = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return { from: `${to.slice(0, 8)}01`, to };
}

export function Page() {
  const t = useWords(zh, en);
  const read = useRead<Answer>('/wallet', thisMonth());
  return (
    <>
      <Bar title={t('title')} note={t('note')} />
      <Shown read={read} height={220}>
        {({ liability, plans, asks }) => (
          <>
            <Card title={t('owed')} note={t('holders', { n: count(liability.holders) })}>
              <div className="row" style={{ flexWrap: 'wrap', gap: 20 }}>
                <Sum name={t('principal')} value={money(liability.principalFen)} />
                <Sum name={t('bonus')} value={money(liability.bonusFen)} />
                <Sum name={t('points')} value={count(liability.points)} />
              </div>
            </Card>
            <Card title={t('moved')} note={t('rules')}>
              <div className="row" style={{ flexWrap: 'wrap', gap: 20 }}>
                {MOVED.map((key) => (
                  <Sum
                    key={key}
                    name={t(key.replace('Fen', '') as 'spent')}
                    value={key.endsWith('Fen') ? money(liability[key]) : count(liability[key])}
                  />
                ))}
              </div>
            </Card>
            <Asks asks={asks} />
            <Plans plans={plans} />
          </>
        )}
      </Shown>
    </>
  );
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div style={{ minWidth: 130 }}>
      <div className="t2">{name}</div>
      <div className="fig" style={{ fontSize: 18 }}>
        {value}
      </div>
    </div>
  );
}

function Plans({ plans }: { plans: readonly Plan[] }) {
  const t = useWords(zh, en);
  const [pay, setPay] = useState<number | null>(null);
  const [gift, setGift] = useState<number | null>(null);
  const add = useWrite(
    () =>
      post('/top-up-plans', {
        id: newId(),
        payFen: Math.round((pay ?? 0) * 100),
        bonusFen: Math.round((gift ?? 0) * 100),
      }),
    { done: t('added'), then: () => [setPay(null), setGift(null)] },
  );
  const stop = useWrite((id: string) => remove(`/top-up-plans/${id}`), { done: t('stopped') });
  return (
    <Card title={t('plans')}>
      {plans.length === 0 && <p className="t2">{t('plansNone')}</p>}
      <table className="plain">
        <tbody>
          {plans.map(({ id, payFen, bonusFen }) => (
            <tr key={id}>
              <td className="m5">
                {t('pay')} {money(payFen)}
              </td>
              <td>
                {t('gift')} {money(bonusFen)}
              </td>
              <td className="t2">{t('ratio', { rate: percent(bonusFen / payFen) })}</td>
              <td className="r">
                <Button size="small" onClick={() => stop.mutate(id)}>
                  {t('stop')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row" style={{ marginTop: 12, flexWrap: 'wrap' }}>
        <InputNumber
          prefix="¥"
          min={1}
          max={5_000}
          precision={2}
          value={pay}
          onChange={setPay}
          placeholder={t('pay')}
          aria-label={t('pay')}
        />
        <InputNumber
          prefix="¥"
          min={0}
          max={5_000}
          precision={2}
          value={gift}
          onChange={setGift}
          placeholder={t('gift')}
          aria-label={t('gift')}
        />
        <Button
          type="primary"
          disabled={pay === null || pay <= 0}
          loading={add.isPending}
          onClick={() => add.mutate(undefined)}
        >
          {t('add')}
        </Button>
      </div>
    </Card>
  );
}

function Asks({ asks }: { asks: readonly Ask[] }) {
  const t = useWords(zh, en);
  const [refusing, refuse] = useState<Ask | null>(null);
  const [answer, write] = useState('');
  const decide = useWrite(
    ({ ask, accepted }: { ask: Ask; accepted: boolean }) =>
      post(`/cash-asks/${ask.id}/decision`, { accepted, answer: accepted ? '' : answer }, newId()),
    { then: () => refuse(null) },
  );
  return (
    <Card title={t('asks')}>
      {asks.length === 0 && <p className="t2">{t('asksNone')}</p>}
      <table className="plain">
        <tbody>
          {asks.map((ask) => (
            <tr key={ask.id}>
              <td className="m5">{ask.name}</td>
              <td>
                <When at={ask.madeAt} />
                <div className="t3">{ask.askedBy ? t('by', { name: ask.askedBy }) : t('self')}</div>
              </td>
              <td>{ask.reason}</td>
              <td className="r">
                <Fen of={ask.amountFen} />
              </td>
              <td className="r">
                <Button
                  size="small"
                  type="primary"
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ ask, accepted: true })}
                >
                  {t('accept')}
                </Button>{' '}
                <Button size="small" onClick={() => refuse(ask)}>
                  {t('refuse')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        open={refusing !== null}
        onCancel={() => refuse(null)}
        title={refusing && `${t('refuse')} · ${refusing.name} ${money(refusing.amountFen)}`}
        okText={t('refuse')}
        okButtonProps={{ danger: true, disabled: answer.trim().length < 2 }}
        onOk={() => decide.mutate({ ask: refusing!, accepted: false })}
      >
        <Input.TextArea
          value={answer}
          onChange={(event) => write(event.target.value)}
          placeholder={t('answer')}
          aria-label={t('answer')}
          maxLength={200}
          rows={3}
        />
        <RefusalLine error={decide.error} />
      </Modal>
    </Card>
  );
}
