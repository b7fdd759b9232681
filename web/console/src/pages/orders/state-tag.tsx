/** An order's state as a tag: collected and delivered are two words for one state. */
import { Tag, type Tone } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const STATES = [
  'unpaid',
  'paid',
  'picking',
  'ready',
  'on_the_way',
  'received',
  'settled',
  'cancelled',
] as const;
const TONE: Readonly<Record<string, Tone>> = {
  unpaid: 'plain',
  paid: 'warn',
  picking: 'info',
  ready: 'info',
  on_the_way: 'info',
  received: 'ok',
  settled: 'ok',
  cancelled: 'plain',
};

export function StateTag(props: { state: string; way?: string; parked?: boolean }) {
  const t = useWords(zh, en);
  if (props.parked && props.state === 'paid') return <Tag tone="bad">{t('parked')}</Tag>;
  const word = props.state === 'received' && props.way ? `received_${props.way}` : props.state;
  return <Tag tone={TONE[props.state] ?? 'plain'}>{t.of(word)}</Tag>;
}
