/** What is reported of natural persons by the quarter: masked here, whole in the file. */
import { Button, Input, Modal, Select } from 'antd';
import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { take } from '../../api/take.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Card, Fen } from '../../parts/parts.tsx';
import { RefusalLine } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Person {
  readonly name: string;
  readonly idNo: string;
  readonly method: string;
  readonly incomeFen: number;
  readonly taxableFen: number;
  readonly withheldFen: number;
  readonly feeFen: number;
  readonly times: number;
}

/** This quarter and the seven before it. */
function quarters(): string[] {
  const now = new Date();
  const count = now.getFullYear() * 4 + Math.floor(now.getMonth() / 3);
  return Array.from({ length: 8 }, (_, i) => {
    const at = count - i;
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
}

export function TaxReport() {
  const t = useWords(zh, en);
  const [quarter, choose] = useState(quarters()[0]!);
  const [asking, ask] = useState(false);
  const read = useRead<{ items: readonly Person[] }>('/tax-report', { quarter });
  const items = read.data?.items ?? [];
  return (
    <Card
      title={t('tax')}
      note={t('taxNote')}
      extra={
        <div className="row">
          <Select
            aria-label={t('quarter')}
            value={quarter}
            onChange={choose}
            options={quarters().map((value) => ({ value, label: value }))}
            style={{ width: 110 }}
          />
          {items.length > 0 && (
            <Button icon={<FileSpreadsheet size={15} />} onClick={() => ask(true)}>
              {t('export')}
            </Button>
          )}
        </div>
      }
    >
      {items.length === 0 ? (
        <p className="t2">{t('taxNone')}</p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>{t('idNo')}</th>
              <th className="r">{t('income')}</th>
              <th className="r">{t('times')}</th>
              <th className="r">{t('taxable')}</th>
              <th className="r">{t('withheld')}</th>
              <th className="r">{t('fee')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((person) => (
              <tr key={person.idNo + person.name}>
                <td className="m5">{person.name}</td>
                <td className="num">{person.idNo}</td>
                <td className="r">
                  <Fen of={person.incomeFen} />
                </td>
                <td className="r">{person.times}</td>
                <td className="r">
                  <Fen of={person.taxableFen} />
                </td>
                <td
                  className="r"
                  title={person.method
                    .split(',')
                    .map((m) => t.of(m, m))
                    .join(' ')}
                >
                  <Fen of={person.withheldFen} />
                </td>
                <td className="r">
                  <Fen of={person.feeFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Export open={asking} quarter={quarter} close={() => ask(false)} />
    </Card>
  );
}

function Export({ open, quarter, close }: { open: boolean; quarter: string; close: () => void }) {
  const t = useWords(zh, en);
  const [reason, write] = useState('');
  const send = useWrite(
    () => take('/tax-report/file', `tax-${quarter}.csv`, { quarter, reason: reason.trim() }),
    { quiet: true, then: close },
  );
  return (
    <Modal
      open={open}
      onCancel={close}
      title={`${t('export')} ${quarter}`}
      okText={t('export')}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: send.isPending }}
      onOk={() => send.mutate(undefined)}
    >
      <p className="t2">{t('exportWhy')}</p>
      <Input
        value={reason}
        onChange={(event) => write(event.target.value)}
        aria-label={t('exportWhy')}
        maxLength={200}
      />
      <RefusalLine error={send.error} />
    </Modal>
  );
}
