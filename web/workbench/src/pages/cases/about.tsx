/** What a case is about: its kind and reason in words, its lines, its pictures. */
import { photoOf, type Case } from '../../api/cases.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Choice } from '../../parts/small.tsx';

const KINDS = [
  'refund_only',
  'return_and_refund',
  'exchange',
  'price_protection',
  'not_happy',
  'amount',
  'cancel',
] as const;
export const kindOf = (kind: string): string => {
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? kind : t(`cases.${known}`);
};
const REASONS = ['damaged', 'wrong', 'missing', 'not_as_described', 'changed_mind'] as const;
export const reasonOf = (reason: string): string => {
  const known = REASONS.find((each) => each === reason);
  return known === undefined ? '' : t(`cases.${known}`);
};

export function Lines({ one }: { one: Case }) {
  return (
    <>
      <ul style={{ margin: '8px 0' }}>
        {one.lines.map((line) => (
          <li key={line.no} className="row between t2">
            <span className="one">{line.title}</span>
            <b className="num">
              {line.amountFen === null ? `×${line.pieces}` : money(line.amountFen)}
            </b>
          </li>
        ))}
        {one.swapTitle !== null && (
          <li className="row between t2">
            <span className="one">{t('cases.swap_for', { what: one.swapTitle })}</span>
          </li>
        )}
      </ul>
      {one.opened && <p className="t3">{t('cases.opened')}</p>}
    </>
  );
}

export function Shots({ one }: { one: Case }) {
  if (one.photos.length === 0) return null;
  return (
    <div className="row wrap" style={{ gap: 8, marginBottom: 8 }}>
      {one.photos.map((photo, n) => (
        <a key={photo} href={photoOf(one.id, photo)} target="_blank" rel="noreferrer">
          <img
            src={`${photoOf(one.id, photo)}?size=small`}
            alt={t('cases.photo', { n: n + 1 })}
            width={72}
            height={72}
            style={{ objectFit: 'cover', borderRadius: 8, display: 'block' }}
          />
        </a>
      ))}
    </div>
  );
}

/** What becomes of goods that came back: for the shelf, or not. */
export function ShelfChoice({ back, onChange }: { back: boolean; onChange: (b: boolean) => void }) {
  return (
    <Choice
      label={t('cases.goods')}
      look="chips"
      value={back ? 'back' : 'gone'}
      options={[
        { value: 'gone', label: t('cases.gone') },
        { value: 'back', label: t('cases.back') },
      ]}
      onChange={(next) => onChange(next === 'back')}
    />
  );
}
