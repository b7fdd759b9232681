/** Tiers of a guide's month: for whom, marginal or whole, from where at which rate. */
import { Button, Input, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { newId } from '../../api/call.ts';
import { Card, Tag } from '../../parts/parts.tsx';
import { money, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { useNames } from './names.ts';
import { Hundredths } from './rates-card.tsx';
import { Conditions } from './row-sheet.tsx';
import type { Plan, Step, Tier } from './types.ts';
import { zh } from './zh.ts';

const ABOUT = ['levels', 'kinds', 'productRoles'] as const;

export function TiersCard({
  plan,
  change,
}: {
  plan: Plan;
  change: ((plan: Plan) => void) | undefined;
}) {
  const t = useWords(zh, en);
  const put = (tiers: readonly Tier[]) => change?.({ ...plan, tiers });
  const blank = (): Tier => ({
    id: newId(),
    name: t('tiers'),
    when: {},
    mode: 'marginal',
    steps: [
      { fromFen: 0, bps: plan.bps.guide },
      { fromFen: 1_000_000, bps: plan.bps.guide + 200 },
    ],
  });
  return (
    <Card
      title={t('tiers')}
      extra={
        change && (
          <Button
            size="small"
            icon={<Plus size={14} />}
            onClick={() => put([...plan.tiers, blank()])}
          >
            {t('addTier')}
          </Button>
        )
      }
    >
      <p className="t3">{t('tiersNote')}</p>
      {plan.tiers.length === 0 && <p className="t2">{t('tiersNone')}</p>}
      {plan.tiers.map((tier) =>
        change ? (
          <Edit
            key={tier.id}
            tier={tier}
            set={(next) => put(plan.tiers.map((each) => (each.id === tier.id ? next : each)))}
            drop={() => put(plan.tiers.filter(({ id }) => id !== tier.id))}
          />
        ) : (
          <Read key={tier.id} tier={tier} />
        ),
      )}
    </Card>
  );
}

function Read({ tier }: { tier: Tier }) {
  const t = useWords(zh, en);
  const { nameOf } = useNames();
  const set = ABOUT.filter((each) => (tier.when[each]?.length ?? 0) > 0);
  return (
    <div className="plan-row">
      <div className="say">
        <b>{tier.name}</b> <span className="t2">{t(tier.mode)}</span>
        <div className="plan-tags">
          {set.map((each) => (
            <Tag key={each}>
              {t(each)}：{tier.when[each]!.map((value) => nameOf(each, value)).join(' / ')}
            </Tag>
          ))}
          {tier.steps.map((step) => (
            <Tag key={step.fromFen} tone="accent">
              {t('stepFrom')} {money(step.fromFen)} {t('stepRate')} {rate(step.bps)}
            </Tag>
          ))}
        </div>
      </div>
    </div>
  );
}

interface EditProps {
  readonly tier: Tier;
  readonly set: (tier: Tier) => void;
  readonly drop: () => void;
}
function Edit({ tier, set, drop }: EditProps) {
  const t = useWords(zh, en);
  const { steps } = tier;
  const step = (at: number, more: Partial<Step>) =>
    set({ ...tier, steps: steps.map((each, i) => (i === at ? { ...each, ...more } : each)) });
  const last = steps.at(-1)!;
  return (
    <div className="plan-row">
      <div className="say stack">
        <div className="row">
          <Input
            aria-label={t('name')}
            value={tier.name}
            maxLength={60}
            onChange={(event) => set({ ...tier, name: event.target.value })}
          />
          <Button
            type="text"
            aria-label={t('removeTier', { name: tier.name })}
            icon={<X size={15} />}
            onClick={drop}
          />
        </div>
        <Select
          aria-label={t('tiers')}
          value={tier.mode}
          onChange={(mode) => set({ ...tier, mode })}
          options={(['marginal', 'whole'] as const).map((value) => ({ value, label: t(value) }))}
        />
        {steps.map((each, i) => (
          <div key={i} className="row" style={{ alignItems: 'end' }}>
            {i === 0 ? (
              <span className="t2 grow">
                {t('stepFrom')} {money(0)}
              </span>
            ) : (
              <Hundredths
                label={`${t('stepFrom')} ${i + 1}`}
                unit="yuan"
                value={each.fromFen}
                set={(fromFen) => step(i, { fromFen })}
              />
            )}
            <Hundredths
              label={`${t('stepRate')} ${i + 1}`}
              unit="rate"
              value={each.bps}
              set={(bps) => step(i, { bps })}
            />
            {i > 1 && (
              <Button
                type="text"
                aria-label={t('removeStep', { n: i + 1 })}
                icon={<X size={15} />}
                onClick={() => set({ ...tier, steps: steps.filter((_, at) => at !== i) })}
              />
            )}
          </div>
        ))}
        {steps.length < 8 && (
          <Button
            size="small"
            type="dashed"
            onClick={() =>
              set({
                ...tier,
                steps: [...steps, { fromFen: last.fromFen * 2 || 1_000_000, bps: last.bps + 100 }],
              })
            }
          >
            {t('addStep')}
          </Button>
        )}
        <p className="t3">{t('tierNote')}</p>
        <Conditions when={tier.when} of={ABOUT} set={(when) => set({ ...tier, when })} />
      </div>
    </div>
  );
}
