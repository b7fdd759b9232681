/** Head office → dealer → profile → outlet: how much each level says itself. */
import { ArrowRight } from 'lucide-react';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Step } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly line: readonly Step[];
  readonly skus: number;
  readonly choose: (id: string) => void;
}

export function Lineage({ line, skus, choose }: Props) {
  const t = useWords(zh, en);
  return (
    <section className="card lineage">
      {line.map((step, i) => (
        <div key={step.id} className="row">
          {i > 0 && <ArrowRight size={20} aria-hidden />}
          <button
            type="button"
            className={i === line.length - 1 ? 'here' : ''}
            disabled={step.kind === 'profile'}
            onClick={() => choose(step.id)}
          >
            <span className="t3">
              {t(step.kind)} {step.kind === 'hq' ? '' : step.name}
            </span>
            <b>
              {step.kind === 'hq'
                ? t('kinds', { n: skus })
                : step.overrides
                  ? t('overrides', { n: step.overrides })
                  : t('inherits')}
            </b>
          </button>
        </div>
      ))}
    </section>
  );
}
