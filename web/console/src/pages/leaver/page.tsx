/** A guide leaves: who would take over whom, what happens, then the deed. */
import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Bar, Card, Face } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Shown } from '../../parts/states.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Leaving {
  readonly name: string;
  readonly rule: 'outlet_manager' | 'round_robin' | 'outlet_only';
  readonly policyVersion: number;
  readonly customers: number;
  readonly shares: readonly {
    readonly heir: { readonly id: string; readonly name: string } | null;
    readonly customers: number;
  }[];
}

export function Page() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useRead<Leaving>(`/staff/${id}/leaving`, {}, { fresh: true });
  return (
    <Shown read={read} height={400}>
      {(leaving) => <HandOver id={id} leaving={leaving} />}
    </Shown>
  );
}

function HandOver({ id, leaving }: { id: string; leaving: Leaving }) {
  const t = useWords(zh, en);
  const router = useRouter();
  const go = useNavigate();
  const [reason, setReason] = useState('');
  const leave = useWrite(() => post<{ customers: number }>(`/staff/${id}/leaving`, { reason }), {
    quiet: true,
    done: t('done', { n: count(leaving.customers) }),
    then: () => void go({ to: '/staff' }),
  });
  return (
    <>
      <Bar
        title={t('title', { name: leaving.name })}
        note={t('note', { version: leaving.policyVersion, rule: t(leaving.rule) })}
        before={
          <Button
            type="text"
            aria-label={t('back')}
            icon={<ArrowLeft size={16} />}
            onClick={() => router.history.back()}
          />
        }
      />
      <div className="grid" style={{ gridTemplateColumns: 'minmax(0, 1fr) 400px' }}>
        <Card title={t('customers', { n: count(leaving.customers) })}>
          {leaving.customers === 0 && <p className="t2">{t('none')}</p>}
          {leaving.shares.length > 0 && (
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('heir')}</th>
                  <th className="r">{t('count')}</th>
                </tr>
              </thead>
              <tbody>
                {leaving.shares.map((share) => (
                  <tr key={share.heir?.id ?? 'outlet'}>
                    <td>
                      <span className="row">
                        {share.heir && <Face name={share.heir.name} size={26} />}
                        {share.heir?.name ?? t('outletOnly')}
                      </span>
                    </td>
                    <td className="r">{count(share.customers)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
        <Card title={t('what')}>
          <ol className="stack" style={{ marginBottom: 16 }}>
            {(['what1', 'what2', 'what3', 'what4'] as const).map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ol>
          <div className="stack">
            <Input
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              placeholder={t('reason')}
              aria-label={t('reason')}
              maxLength={200}
            />
            <RefusalLine error={leave.error} />
            <Button
              type="primary"
              danger
              disabled={reason.trim().length < 2}
              loading={leave.isPending}
              onClick={() => leave.mutate(undefined)}
            >
              {t('leave', { n: count(leaving.customers) })}
            </Button>
          </div>
        </Card>
      </div>
    </>
  );
}
