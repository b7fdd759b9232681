/** Minus, number, plus: each target a full 44 px. */
import { Minus, Plus } from 'lucide-react';
import { t } from '../i18n/words.ts';

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly onChange: (value: number) => void;
}
export function Stepper({ label, value, min = 0, max = 99_999, onChange }: StepperProps) {
  const kept = (next: number) => Math.min(max, Math.max(min, Number.isNaN(next) ? min : next));
  return (
    <div className="row" style={{ gap: 0 }} role="group" aria-label={label}>
      <button
        type="button"
        className="icon-btn"
        aria-label={t('act.less', { what: label })}
        disabled={value <= min}
        onClick={() => onChange(kept(value - 1))}
      >
        <Minus aria-hidden="true" />
      </button>
      <input
        className="num ctr"
        style={{
          width: 56,
          minHeight: 44,
          border: 0,
          background: 'var(--sunken)',
          borderRadius: 8,
        }}
        aria-label={label}
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(kept(Number.parseInt(event.target.value, 10)))}
      />
      <button
        type="button"
        className="icon-btn"
        aria-label={t('act.more', { what: label })}
        disabled={value >= max}
        onClick={() => onChange(kept(value + 1))}
      >
        <Plus aria-hidden="true" />
      </button>
    </div>
  );
}
