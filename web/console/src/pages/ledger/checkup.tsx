/** Do the books hold: what last night's look found, and another look now. */
import { Button } from 'antd';
import { Check, ShieldCheck, TriangleAlert } from 'lucide-react';
import { get } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { Card, Tag, When } from '../../parts/parts.tsx';
import { count, money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export interface Verdict {
  readonly at: string;
  readonly transfers: number;
  readonly blockNo: number;
  readonly blockHash: string;
  readonly brokenBlocks: readonly number[];
  readonly drift: readonly {
    readonly what: string;
    readonly account: string;
    readonly day: string | null;
    readonly keptFen: number;
    readonly summedFen: number;
  }[];
}
const faults = ({ brokenBlocks, drift }: Verdict) => brokenBlocks.length + drift.length;

export function Verify({ last }: { last: Verdict | null }) {
  const t = useWords(zh, en);
  const check = useWrite(() => get<Verdict>('/ledger/check'));
  const found = check.data ?? last;
  const wrong = found ? faults(found) : 0;
  return (
    <>
      {found && (
        <Tag tone={wrong ? 'bad' : 'ok'}>
          {wrong ? <TriangleAlert size={13} aria-hidden /> : <Check size={13} aria-hidden />}
          {wrong ? t('broken', { n: wrong }) : t('good', { n: count(found.transfers) })}
          <When at={found.at} />
        </Tag>
      )}
      <Button
        icon={<ShieldCheck size={15} />}
        loading={check.isPending}
        onClick={() => check.mutate(undefined)}
      >
        {t(check.isPending ? 'checking' : 'check')}
      </Button>
    </>
  );
}

/** Only when there is something: which block, which total, and what to do. */
export function Faults({ last }: { last: Verdict | null }) {
  const t = useWords(zh, en);
  if (last === null || faults(last) === 0) return null;
  return (
    <Card title={t('faults', { n: faults(last) })} note={<When at={last.at} />} className="faults">
      <p className="t2">{t('faultsWords')}</p>
      <ul>
        {last.brokenBlocks.map((no) => (
          <li key={no}>{t('faultBlock', { no })}</li>
        ))}
        {last.drift.map(({ what, account, day, keptFen, summedFen }) => (
          <li key={`${what} ${account} ${day}`}>
            <span className="num">{account}</span> {day} {t.of(`d_${what}`, what)}：
            {t('faultTotal', { kept: money(keptFen), summed: money(summedFen) })}
          </li>
        ))}
      </ul>
    </Card>
  );
}
