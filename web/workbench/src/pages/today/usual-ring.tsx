/** How far the day has come against what this weekday usually brings. */
import { t } from '../../i18n/words.ts';

const ROUND = 201;

export function UsualRing({ done, usual }: { done: number; usual: number | null }) {
  if (usual === null || usual <= 0) return null;
  const part = Math.round((done / usual) * 100);
  const gap = ROUND * (1 - Math.min(1, part / 100));
  return (
    <div className="ring" role="img" aria-label={t('today.ring', { part })}>
      <svg
        width="76"
        height="76"
        viewBox="0 0 76 76"
        aria-hidden="true"
        fill="none"
        strokeWidth="9"
      >
        <circle cx="38" cy="38" r="32" stroke="var(--accent-soft)" />
        {part > 0 && (
          <circle
            cx="38"
            cy="38"
            r="32"
            stroke="var(--accent)"
            strokeLinecap="round"
            strokeDasharray={ROUND}
            strokeDashoffset={gap}
            transform="rotate(-90 38 38)"
          />
        )}
      </svg>
      <span aria-hidden="true">{part > 999 ? '999%' : `${part}%`}</span>
    </div>
  );
}
