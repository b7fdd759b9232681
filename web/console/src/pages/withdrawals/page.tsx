/** Withdrawals: who asks for how much, to which account; let go one by one or together, or not. */
import { App, Button, Checkbox, Input, Modal, type TableColumnsType } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { HandCoins } from 'lucide-react';
import { useState } from 'react';
import { newId, post, Refused } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { ListPage } from '../../list/list-page.tsx';
import { Fen, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { RefusalLine, useRefusalWords } from '../../parts/refusal.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Files } from './files.tsx';
import { TaxReport } from './tax-report.tsx';
import { zh } from './zh.ts';

export interface Row {
  readonly id: string;
  readonly kind: 'staff' | 'member';
  readonly name: string;
  readonly amountFen: number;
  readonly feeFen: number;
  readonly withheldFen: number;
  readonly netFen: number;
  readonly way: 'transfer' | 'bank';
  readonly payeeKind: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly bankName: string;
  readonly sharedWith: number;
  readonly needsSecond: boolean;
  readonly approvedBy: string;
  readonly reason: string;
  readonly batchId: string | null;
  readonly state: keyof typeof TONE;
  readonly askedAt: string;
}
const TONE = {
  asked: 'warn',
  approved: 'warn',
  under_way: 'info',
  paid: 'ok',
  failed: 'bad',
  refused: 'plain',
} as const satisfies Record<string, Tone>;
const STATES = Object.keys(TONE) as Row['state'][];
const waits = ({ state }: Row) => state === 'asked' || state === 'approved';
const forBank = ({ state, way, batchId }: Row) =>
  state === 'under_way' && way === 'bank' && batchId === null;

export function Page() {
  const t = useWords(zh, en);
  const [chosen, choose] = useState<ReadonlyMap<string, Row>>(new Map());
  const [refusing, refuse] = useState<Row | null>(null);
  const release = useWrite((id: string) => post(`/withdrawals/${id}/release`, {}, newId()), {
    done: t('released'),
  });
  const toggle = (row: Row, on: boolean) => {
    const next = new Map(chosen);
    if (on) next.set(row.id, row);
    else next.delete(row.id);
    choose(next);
  };
  const columns: TableColumnsType<Row> = [
    {
      title: '',
      key: 'choose',
      render: (_, row) =>
        (waits(row) || forBank(row)) && (
          <Checkbox
            aria-label={`${row.name} ${money(row.amountFen)}`}
            checked={chosen.has(row.id)}
            onChange={({ target }) => toggle(row, target.checked)}
          />
        ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => (
        <>
          <Tag tone={TONE[row.state]}>{t(row.state)}</Tag>
          {row.needsSecond && waits(row) && <Tag>{t('second')}</Tag>}
        </>
      ),
    },
    {
      title: t('who'),
      key: 'who',
      render: (_, row) => (
        <>
          <One max={140}>{row.name}</One>
          <div className="t3">{t(row.kind)}</div>
        </>
      ),
    },
    { title: t('payee'), key: 'payee', render: (_, row) => <Payee row={row} /> },
    {
      title: t('gross'),
      key: 'gross',
      align: 'right',
      render: (_, row) => <Fen of={row.amountFen} />,
    },
    {
      title: t('kept'),
      key: 'kept',
      align: 'right',
      render: (_, row) => `${money(row.feeFen)} / ${money(row.withheldFen)}`,
    },
    { title: t('net'), key: 'net', align: 'right', render: (_, row) => <Fen of={row.netFen} /> },
    { title: t('at'), key: 'at', render: (_, row) => <When at={row.askedAt} /> },
    {
      title: '',
      key: 'do',
      render: (_, row) =>
        waits(row) ? (
          <div className="row">
            <Button
              size="small"
              type="primary"
              loading={release.isPending && release.variables === row.id}
              onClick={() => release.mutate(row.id)}
            >
              {t('release')}
            </Button>
            <Button size="small" onClick={() => refuse(row)}>
              {t('refuse')}
            </Button>
          </div>
        ) : (
          <One max={180}>{row.reason}</One>
        ),
    },
  ];
  return (
    <>
      <ListPage<Row>
        title={t('title')}
        note={() => t('note')}
        path="/withdrawals"
        rowKey="id"
        columns={columns}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            label: t('state'),
            options: STATES.map((value) => ({ value, label: t(value) })),
          },
        ]}
        actions={<Together chosen={[...chosen.values()]} done={() => choose(new Map())} />}
        first={{ icon: HandCoins, title: t('firstTitle'), words: t('firstWords') }}
        everyMs={20_000}
      />
      <Files chosen={[...chosen.values()].filter(forBank)} done={() => choose(new Map())} />
      <TaxReport />
      <Refuse key={refusing?.id} row={refusing} close={() => refuse(null)} />
    </>
  );
}

function Payee({ row }: { row: Row }) {
  const t = useWords(zh, en);
  if (row.payeeKind === '') return <span className="t3">–</span>;
  const where = [row.bankName, row.payeeAccount].filter(Boolean).join(' ');
  return (
    <>
      <div className="m5">
        {row.payeeName} · {t.of(row.payeeKind, row.payeeKind)}
      </div>
      {where && <div className="t3 num">{where}</div>}
      {row.sharedWith > 0 && <Tag tone="bad">{t('shared', { n: row.sharedWith })}</Tag>}
      {row.approvedBy && <div className="t3">{t('by', { name: row.approvedBy })}</div>}
    </>
  );
}

/** Each is let go by itself: what one is refused with stops none of the others. */
function Together({ chosen, done }: { chosen: readonly Row[]; done: () => void }) {
  const t = useWords(zh, en);
  const words = useRefusalWords();
  const known = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const rows = chosen.filter(waits);
  if (rows.length === 0) return null;
  const run = async () => {
    setBusy(true);
    const refused: Refused[] = [];
    for (const { id } of rows)
      await post(`/withdrawals/${id}/release`, {}, newId()).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        refused.push(error);
      });
    setBusy(false);
    done();
    void known.invalidateQueries();
    if (refused.length === 0) void message.success(t('released'));
    else
      void message.warning(
        t('someRefused', {
          done: rows.length - refused.length,
          left: refused.length,
          why: words(refused[0]!),
        }),
      );
  };
  const sum = money(rows.reduce((all, row) => all + row.amountFen, 0));
  return (
    <Button type="primary" loading={busy} onClick={() => void run()}>
      {t('releaseSome', { n: rows.length, sum })}
    </Button>
  );
}

function Refuse({ row, close }: { row: Row | null; close: () => void }) {
  const t = useWords(zh, en);
  const [reason, write] = useState('');
  const send = useWrite(
    () => post(`/withdrawals/${row!.id}/refusal`, { reason: reason.trim() }, `${row!.id}-no`),
    { quiet: true, done: t('refusedDone'), then: close },
  );
  return (
    <Modal
      open={row !== null}
      onCancel={close}
      title={row && `${t('refuseTitle')} · ${row.name} ${money(row.amountFen)}`}
      okText={t('refuse')}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: send.isPending }}
      onOk={() => send.mutate(undefined)}
    >
      <Input.TextArea
        value={reason}
        onChange={(event) => write(event.target.value)}
        placeholder={t('reason')}
        aria-label={t('reason')}
        maxLength={200}
        rows={3}
      />
      <RefusalLine error={send.error} />
    </Modal>
  );
}
