/**
 * What is done with a draft of a policy: saved, thrown away, published with a reason, or, where one
 * person is not enough, asked of a second.
 */
import { App, Button, DatePicker, Popover } from 'antd';
import dayjs from 'dayjs';
import { Save, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { newId, post, put, remove } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { atWall, full, nowMs } from '../words/figures.ts';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { RefusalLine } from './refusal.tsx';
import { zh } from './zh.ts';

interface Props {
  readonly kind: string;
  readonly node: string;
  readonly draft: { readonly id: string; readonly body: object; readonly why: string };
  /** The version that it would become. */
  readonly next: number;
  /** With the version that it became; null when it was thrown away. */
  readonly end: (version: number | null) => void;
}

export function DraftActions({ kind, node, draft, next, end }: Props) {
  const t = useWords(zh, en);
  const { modal } = App.useApp();
  const [from, setFrom] = useState<dayjs.Dayjs | null>(null);
  const [ask] = useState(newId);
  const wish = { kind, node, body: draft.body, why: draft.why };
  const keep = () => put(`/policies/drafts/${draft.id}`, wish);
  const save = useWrite(keep, { done: t('draft.saved') });
  // What a picker shows is the wall clock of Shanghai, wherever the browser is.
  const span = {
    why: draft.why,
    ...(from ? { validFrom: atWall(from.format('YYYY-MM-DDTHH:mm:ss')) } : {}),
  };
  const publish = useWrite(
    async () => {
      await keep();
      return post<{ version: number }>(`/policies/drafts/${draft.id}/publish`, span);
    },
    { quiet: true, done: t('draft.published'), then: ({ version }) => end(version) },
  );
  const second = useWrite(
    async () => {
      await keep();
      return post('/plan-asks', { id: ask, draft: draft.id, ...span });
    },
    { quiet: true, done: t('draft.asked') },
  );
  const discard = useWrite(() => remove(`/policies/drafts/${draft.id}`).catch(() => null), {
    done: t('draft.discarded'),
    then: () => end(null),
  });
  const needsTwo = publish.error?.code === 'policy.needs_second_person';
  return (
    <>
      <Button
        type="text"
        icon={<Trash2 size={15} />}
        onClick={() =>
          modal.confirm({
            title: t('draft.discardAsk'),
            okText: t('draft.discard'),
            onOk: () => discard.mutate(undefined),
          })
        }
      >
        {t('draft.discard')}
      </Button>
      <Button
        icon={<Save size={15} />}
        loading={save.isPending}
        onClick={() => save.mutate(undefined)}
      >
        {t('draft.save')}
      </Button>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className="stack" style={{ width: 300 }}>
            <p className="t2">{t('draft.publishNote')}</p>
            <DatePicker
              showTime
              value={from}
              onChange={setFrom}
              placeholder={`${t('draft.startsAt')}: ${t('draft.now')}`}
              aria-label={t('draft.startsAt')}
              minDate={dayjs(full(new Date(nowMs()).toISOString()))}
            />
            {!draft.why.trim() && <p className="dn t3">{t('draft.whyNeed')}</p>}
            <RefusalLine error={second.error ?? publish.error} />
            {needsTwo ? (
              <Button
                type="primary"
                block
                loading={second.isPending}
                onClick={() => second.mutate(undefined)}
              >
                {t('draft.askSecond')}
              </Button>
            ) : (
              <Button
                type="primary"
                block
                disabled={!draft.why.trim()}
                loading={publish.isPending}
                onClick={() => publish.mutate(undefined)}
              >
                {t('draft.publish', { n: next })}
              </Button>
            )}
          </div>
        }
      >
        <Button type="primary" icon={<Send size={15} />}>
          {t('draft.publish', { n: next })}
        </Button>
      </Popover>
    </>
  );
}
