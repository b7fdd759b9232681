/** Accounts at providers: since when bills are compared, the agreed fee, what is still open. */
import { Button, InputNumber, Popover } from 'antd';
import { Landmark } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { put } from '../../api/call.ts';
import { type useRead, useWrite } from '../../api/use.ts';
import { Bar, Fen, One, Tag, When, Wide } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { count, rate } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Account, Known } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly above: ReactNode;
  readonly read: ReturnType<typeof useRead<Known>>;
}
export function Accounts({ above, read }: Props) {
  const t = useWords(zh, en);
  return (
    <>
      <Bar title={t('title')} note={t('note')} />
      {above}
      <section className="card">
        <Shown read={read} height={160}>
          {({ items }) =>
            items.length === 0 ? (
              <Blank icon={Landmark} title={t('noAccounts')} words={t('noAccountsWords')} />
            ) : (
              <Wide name={t('accounts')}>
                <table className="plain">
                  <thead>
                    <tr>
                      {(['channel', 'since', 'lastDay', 'agreed', 'open', 'oldest'] as const).map(
                        (word) => (
                          <th key={word}>{t(word)}</th>
                        ),
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((each) => (
                      <Row key={`${each.channel} ${each.account}`} of={each} />
                    ))}
                  </tbody>
                </table>
              </Wide>
            )
          }
        </Shown>
      </section>
    </>
  );
}

function Row({ of }: { of: Account }) {
  const t = useWords(zh, en);
  return (
    <tr>
      <td>
        <One max={260}>
          {`${t.of(`ch_${of.channel}`, of.channel)} · ${of.accountName || t('own')}`}
        </One>
      </td>
      <td className="num one">{of.since}</td>
      <td className="num one">{of.lastDay ?? '–'}</td>
      <td>
        <Agreed of={of} />
      </td>
      <td>
        {of.openBreaks === 0 ? (
          <Tag tone="ok">{t('agrees')}</Tag>
        ) : (
          <span className="row" style={{ gap: 8 }}>
            <Tag tone="bad">{t('openBreaks', { n: count(of.openBreaks) })}</Tag>
            <Fen of={of.openFen} plus />
          </span>
        )}
      </td>
      <td>
        <When at={of.oldestAt} />
      </td>
    </tr>
  );
}

function Agreed({ of }: { of: Account }) {
  const t = useWords(zh, en);
  const [bps, setBps] = useState<number | null>(of.feeBps);
  const save = useWrite(
    () =>
      put('/reconciliation/accounts/fee', {
        channel: of.channel,
        account: of.account,
        feeBps: bps,
      }),
    { quiet: true, done: t('agreeDone') },
  );
  const form = (
    <div className="stack" style={{ gap: 10, width: 260 }}>
      <p className="t2">{t('agreeHelp')}</p>
      <InputNumber
        min={0}
        max={1000}
        precision={0}
        value={bps}
        onChange={setBps}
        aria-label={t('agreed')}
        style={{ width: '100%' }}
      />
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
        {t('agreeSave')}
      </Button>
      <RefusalLine error={save.error} />
    </div>
  );
  return (
    <Popover content={form} trigger="click" placement="bottom" title={t('agree')}>
      <button type="button" className="link">
        {of.feeBps === null ? t('believe') : rate(of.feeBps)}
      </button>
    </Popover>
  );
}
