/** What a plan would have cost: in all, by role, person and outlet, and where caps cut. */
import { useMutation } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { post, type Refused } from '../../api/call.ts';
import { Card, Fen, Tag, Wide } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { count, money, percent, rate, signed } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Plan, Trial } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly plan: Plan;
  readonly node: string;
  readonly limitBps: number;
}

export function TrialCard({ plan, node, limitBps }: Props) {
  const t = useWords(zh, en);
  const run = useMutation<Trial, Refused, Plan>({
    mutationFn: (body) =>
      post<Trial>('/policies/simulate', { kind: 'commission', nodeId: node, body }),
  });
  const { data } = run;
  return (
    <Card
      title={t('trial')}
      note={data ? t('trialOf', { n: count(data.orders) }) : t('trialNote')}
      extra={
        <Button
          size="small"
          icon={<FlaskConical size={14} />}
          loading={run.isPending}
          onClick={() => run.mutate(plan)}
        >
          {t('trialRun')}
        </Button>
      }
    >
      <RefusalLine error={run.error} />
      {!data && !run.error && <p className="t2">{t('trialHint')}</p>}
      {data && run.variables !== plan && <p className="t2 warn">{t('trialStale')}</p>}
      {data && <Sums trial={data} limitBps={limitBps} />}
      {data && <Tables trial={data} />}
      {data?.limits.map((limit) => (
        <p key={limit} className="t3 plan-why">
          {t.of(`limit_${limit}`)}
        </p>
      ))}
    </Card>
  );
}

function Sums({ trial, limitBps }: { trial: Trial; limitBps: number }) {
  const t = useWords(zh, en);
  const { cost, netFen, riseBps, tiers, caps } = trial.commission;
  const share = (fen: number) => percent(netFen ? fen / netFen : 0);
  const limit = rate(limitBps);
  const hits = [
    caps.orders > 0 && t('capHitsOrders', { n: count(caps.orders), fen: money(caps.ordersFen) }),
    caps.people > 0 && t('capHitsPeople', { n: count(caps.people), fen: money(caps.peopleFen) }),
    caps.merchantFen > 0 && t('capHitsAll', { fen: money(caps.merchantFen) }),
  ].filter(Boolean);
  return (
    <table className="plain tight">
      <tbody>
        <tr>
          <td>{t('cost')}</td>
          <td className="r">
            <Fen of={cost.beforeFen} bare /> → <Fen of={cost.afterFen} bare />
          </td>
        </tr>
        <tr>
          <td>{t('ofNet')}</td>
          <td className="r">
            {share(cost.beforeFen)} → {share(cost.afterFen)}
          </td>
        </tr>
        {(tiers.beforeFen > 0 || tiers.afterFen > 0) && (
          <tr>
            <td>{t('tierPart')}</td>
            <td className="r">
              <Fen of={tiers.beforeFen} bare /> → <Fen of={tiers.afterFen} bare />
            </td>
          </tr>
        )}
        <tr>
          <td>{t('rise')}</td>
          <td className="r">
            <Tag tone={riseBps > limitBps ? 'warn' : 'ok'}>
              {riseBps > 0 ? `+${rate(riseBps)}` : rate(riseBps)}
            </Tag>
          </td>
        </tr>
        <tr>
          <td colSpan={2} className="t2">
            {t(riseBps > limitBps ? 'riseTwo' : 'riseFine', { limit })}
          </td>
        </tr>
        <tr>
          <td>{t('capHits')}</td>
          <td className="t2">{hits.length > 0 ? hits.join('；') : t('capHitsNone')}</td>
        </tr>
      </tbody>
    </table>
  );
}

type By = 'byRole' | 'byPerson' | 'byOutlet';
function Tables({ trial }: { trial: Trial }) {
  const t = useWords(zh, en);
  const [by, setBy] = useState<By>('byRole');
  const { roles, people, outlets } = trial.commission;
  const rows = {
    byRole: roles.map((each) => ({ ...each, key: each.role, name: t.of(each.role) })),
    byPerson: people.map((each) => ({ ...each, key: each.staffId })),
    byOutlet: outlets.map((each) => ({ ...each, key: each.outletId, name: each.outletName })),
  }[by].filter(({ beforeFen, afterFen }) => beforeFen !== 0 || afterFen !== 0);
  return (
    <>
      <Segmented
        size="small"
        value={by}
        onChange={setBy}
        options={(['byRole', 'byPerson', 'byOutlet'] as const).map((value) => ({
          value,
          label: t(value),
        }))}
        style={{ margin: '10px 0' }}
      />
      <Wide name={t(by)}>
        <table className="plain tight">
          <thead>
            <tr>
              <th>{t(by)}</th>
              <th className="r">{t('before')}</th>
              <th className="r">{t('after')}</th>
              <th className="r">{t('change')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 40).map((row) => (
              <tr key={row.key}>
                <td className="one">{row.name}</td>
                <td className="r">
                  <Fen of={row.beforeFen} bare />
                </td>
                <td className="r m6">
                  <Fen of={row.afterFen} bare />
                </td>
                <td className={`r num one ${tone(row.afterFen - row.beforeFen)}`}>
                  {row.afterFen === row.beforeFen ? '–' : signed(row.afterFen - row.beforeFen)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
const tone = (change: number) => (change > 0 ? 'up' : change < 0 ? 'dn' : '');
