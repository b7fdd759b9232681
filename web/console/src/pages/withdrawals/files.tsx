/** Files for the bank: made of released withdrawals, taken, and answered line by line. */
import { App, Button, Upload } from 'antd';
import { Download, FileUp, Landmark } from 'lucide-react';
import { newId, post, Refused } from '../../api/call.ts';
import { take } from '../../api/take.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { Card, Fen, Tag, When } from '../../parts/parts.tsx';
import { useRefusalWords } from '../../parts/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Row } from './page.tsx';
import { zh } from './zh.ts';

interface Batch {
  readonly id: string;
  readonly lines: number;
  readonly amountFen: number;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly open: number;
  readonly failed: number;
}
interface Answer {
  readonly no: number;
  readonly paid: boolean;
  readonly reason: string;
}

/** Banks write UTF-8 or GBK, and name their columns as they like. Null: not understood. */
export function answersIn(bytes: ArrayBuffer): Answer[] | null {
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const text = utf8.includes('\uFFFD') ? new TextDecoder('gbk').decode(bytes) : utf8;
  const [head = [], ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(/[,\t]/).map((cell) => cell.trim().replace(/^"|"$/g, '')));
  const at = (...names: string[]) => head.findIndex((cell) => names.some((n) => cell.includes(n)));
  const [no, result, reason] = [
    at('序号', 'no'),
    at('结果', '状态', 'result'),
    at('原因', 'reason'),
  ];
  if (no < 0 || result < 0 || rows.length === 0) return null;
  return rows.map((cells) => ({
    no: Number(cells[no]),
    paid:
      /成功|已付|paid|success/i.test(cells[result] ?? '') && !/不|未|没/.test(cells[result] ?? ''),
    reason: reason < 0 ? '' : (cells[reason] ?? '').slice(0, 200),
  }));
}

export function Files({ chosen, done }: { chosen: readonly Row[]; done: () => void }) {
  const t = useWords(zh, en);
  const read = useRead<{ items: readonly Batch[] }>('/payout-files');
  const make = useWrite(
    () => post('/payout-files', { id: newId(), withdrawals: chosen.map(({ id }) => id) }),
    { done: t('made'), then: done },
  );
  const items = read.data?.items ?? [];
  return (
    <Card
      title={t('files')}
      extra={
        chosen.length > 0 && (
          <Button
            icon={<Landmark size={15} />}
            loading={make.isPending}
            onClick={() => make.mutate(undefined)}
          >
            {t('make', { n: chosen.length })}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="t2">{t('filesNone')}</p>}
      <table className="plain">
        <tbody>
          {items.map((batch) => (
            <Line key={batch.id} batch={batch} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Line({ batch }: { batch: Batch }) {
  const t = useWords(zh, en);
  const words = useRefusalWords();
  const { message } = App.useApp();
  const { id, lines, open, failed } = batch;
  const file = useWrite(() => take(`/payout-files/${id}/file`, `bank-${id.slice(-8)}.csv`));
  const send = useWrite(
    (answers: Answer[]) =>
      post<{ paid: number; failed: number; already: number }>(
        `/payout-files/${id}/answers`,
        { answers },
        newId(),
      ),
    { quiet: true, then: (tally) => void message.success(t('answersDone', { ...tally })) },
  );
  const upload = async (bytes: ArrayBuffer) => {
    const answers = answersIn(bytes);
    if (answers === null) return void message.error(t('answersBad'));
    await send.mutateAsync(answers).catch((error: unknown) => {
      if (error instanceof Refused) void message.error(words(error));
    });
  };
  return (
    <tr>
      <td>
        <When at={batch.madeAt} />
        <div className="t3">{batch.madeBy}</div>
      </td>
      <td>{t('lines', { n: lines })}</td>
      <td className="r">
        <Fen of={batch.amountFen} />
      </td>
      <td>
        <Tag tone={open > 0 ? 'warn' : 'ok'}>
          {open > 0 ? t('open', { n: open }) : t('allDone')}
        </Tag>
        {failed > 0 && <Tag tone="bad">{t('failedLines', { n: failed })}</Tag>}
      </td>
      <td className="r">
        <Button
          size="small"
          icon={<Download size={14} />}
          loading={file.isPending}
          onClick={() => file.mutate(undefined)}
        >
          {t('download')}
        </Button>{' '}
        {open > 0 && (
          <Upload
            accept=".csv,.txt"
            showUploadList={false}
            beforeUpload={(sent) => {
              void sent.arrayBuffer().then(upload);
              return false;
            }}
          >
            <Button
              size="small"
              icon={<FileUp size={14} />}
              loading={send.isPending}
              title={t('answersHint')}
            >
              {t('answers')}
            </Button>
          </Upload>
        )}
      </td>
    </tr>
  );
}
