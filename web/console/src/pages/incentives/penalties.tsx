/** Penalties: imposed with a rule and a reason; an appeal is decided by somebody else. */
import { Button, Input } from 'antd';
import { Gavel, Plus } from 'lucide-react';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Card, Tag, When } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useMay, useSession } from '../../shell/session.tsx';
import { money, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { PenaltyForm } from './penalty-form.tsx';
import type { Penalty } from './types.ts';
import { zh } from './zh.ts';

const TONE = {
  imposed: 'info',
  appealed: 'warn',
  upheld: 'bad',
  waived: 'plain',
  booked: 'plain',
} as const;

export function Penalties() {
  const t = useWords(zh, en);
  const may = useMay()('incentives.write');
  const read = useRead<{ items: Penalty[] }>('/penalties');
  const [imposing, setImposing] = useState(false);
  return (
    <Card
      className="incentives"
      title={t('penalties')}
      note={t('penaltyNote')}
      extra={
        may && (
          <Button type="primary" icon={<Plus size={15} />} onClick={() => setImposing(true)}>
            {t('penaltyNew')}
          </Button>
        )
      }
    >
      <Shown read={read} height={300}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon={Gavel} title={t('penaltyNone')} words={t('penaltyNoneWords')} />
          ) : (
            items.map((each) => <One key={each.id} penalty={each} may={may} />)
          )
        }
      </Shown>
      {imposing && <PenaltyForm close={() => setImposing(false)} />}
    </Card>
  );
}

function One({ penalty, may }: { penalty: Penalty; may: boolean }) {
  const t = useWords(zh, en);
  const { staff } = useSession();
  const { state, amountFen, points } = penalty;
  return (
    <div className="one-penalty">
      <div className="row between" style={{ flexWrap: 'wrap' }}>
        <span>
          <b>{penalty.staffName}</b> <span className="t3">{penalty.outletName}</span> ·{' '}
          {penalty.rule} <Tag tone={TONE[state]}>{t(state)}</Tag>
        </span>
        <span className="num m6">
          {[amountFen > 0 && money(amountFen), points > 0 && t('pointsOf', { n: points })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <div className="t2">{penalty.reason}</div>
      {penalty.evidence && <div className="t3">{penalty.evidence}</div>}
      <div className="t3">
        {t('imposedBy', { name: penalty.imposedByName ?? '' })} · <When at={penalty.imposedAt} />
        {' · '}
        {t('appealUntil', { at: when(penalty.appealUntil, t.language) })}
        {state === 'booked' && ` · ${t('bookedOf', { sum: money(penalty.bookedFen) })}`}
      </div>
      {penalty.appeal && <div>{t('appealWords', { words: penalty.appeal })}</div>}
      {penalty.decidedByName && (
        <div className="t2">
          {t('decidedBy', { name: penalty.decidedByName, words: penalty.words })}
        </div>
      )}
      {state === 'appealed' && penalty.imposedBy === staff.id && (
        <span className="t3">{t('ownPenalty')}</span>
      )}
      {may && state === 'appealed' && penalty.imposedBy !== staff.id && <Decide id={penalty.id} />}
    </div>
  );
}

function Decide({ id }: { id: string }) {
  const t = useWords(zh, en);
  const [words, setWords] = useState('');
  const decide = useWrite((upheld: boolean) => post(`/penalties/${id}/decide`, { upheld, words }), {
    quiet: true,
    done: t('decided'),
  });
  return (
    <>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Input
          value={words}
          onChange={(event) => setWords(event.target.value)}
          placeholder={t('decide')}
          aria-label={t('decide')}
          maxLength={300}
          style={{ flex: '1 1 200px' }}
        />
        <Button
          disabled={!words.trim()}
          loading={decide.isPending}
          onClick={() => decide.mutate(false)}
        >
          {t('waive')}
        </Button>
        <Button
          danger
          disabled={!words.trim()}
          loading={decide.isPending}
          onClick={() => decide.mutate(true)}
        >
          {t('uphold')}
        </Button>
      </div>
      <RefusalLine error={decide.error} />
    </>
  );
}
