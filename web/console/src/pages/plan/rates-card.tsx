/** The rates of the roles and the caps; while it is drafted they are changed where they stand. */
import { InputNumber } from 'antd';
import { Card } from '../../parts/parts.tsx';
import { money, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { PAID_ROLES, type Plan } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly plan: Plan;
  readonly change: ((plan: Plan) => void) | undefined;
}
type Unit = 'rate' | 'yuan';

interface NumberProps {
  readonly label: string;
  readonly unit: Unit;
  readonly value: number;
  readonly set: ((value: number) => void) | undefined;
}
/** Both units count in hundredths: 1 % is 100 bps, 1 yuan is 100 fen. */
export function Hundredths({ label, unit, value, set }: NumberProps) {
  return (
    <label>
      <span>{label}</span>
      {set ? (
        <InputNumber
          aria-label={label}
          value={value / 100}
          min={0}
          max={unit === 'rate' ? 100 : 10_000_000_000}
          step={unit === 'rate' ? 0.5 : 100}
          precision={2}
          suffix={unit === 'rate' ? '%' : '¥'}
          onChange={(next) => next !== null && set(Math.round(Number(next) * 100))}
          style={{ width: '100%' }}
        />
      ) : (
        <b className="num">{unit === 'rate' ? rate(value) : value === 0 ? '–' : money(value)}</b>
      )}
    </label>
  );
}

export function RatesCard({ plan, change }: Props) {
  const t = useWords(zh, en);
  const put = (more: Partial<Plan>) => change?.({ ...plan, ...more });
  const caps = ['orderPersonalFen', 'monthPersonFen', 'monthMerchantFen'] as const;
  const shares = ['personalCapBps', 'allCapBps'] as const;
  return (
    <>
      <Card title={t('rates')} note={t('ratesNote')}>
        <div className="plan-fields">
          {PAID_ROLES.map((role) => (
            <Hundredths
              key={role}
              label={t(role)}
              unit="rate"
              value={plan.bps[role]}
              set={change && ((value) => put({ bps: { ...plan.bps, [role]: value } }))}
            />
          ))}
        </div>
      </Card>
      <Card title={t('caps')} note={t('capsNote')}>
        <div className="plan-fields">
          {shares.map((key) => (
            <Hundredths
              key={key}
              label={t(key)}
              unit="rate"
              value={plan[key]}
              set={change && ((value) => put({ [key]: value }))}
            />
          ))}
          {caps.map((key) => (
            <Hundredths
              key={key}
              label={t(key)}
              unit="yuan"
              value={plan.caps[key]}
              set={change && ((value) => put({ caps: { ...plan.caps, [key]: value } }))}
            />
          ))}
          <Hundredths
            label={t('approveRiseBps')}
            unit="rate"
            value={plan.approveRiseBps}
            set={change && ((value) => put({ approveRiseBps: value }))}
          />
        </div>
      </Card>
    </>
  );
}
