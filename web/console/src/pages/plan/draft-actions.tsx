/** What is done with a draft: saved, thrown away, published with a reason, or asked for. */
import { App, Button, DatePicker, Popover } from 'antd';
import dayjs from 'dayjs';
import { Save, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { newId, post, put, remove } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { atWall, full, nowMs } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Plan } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly node: string;
  readonly draft: { readonly id: string; readonly body: Plan; readonly why: string };
  readonly next: number;
  readonly end: (version: number | null) => void;
}

export function DraftActions({ node, draft, next, end }: Props) {
  const t = useWords(zh, en);
  const { modal } = App.useApp();
  const [from, setFrom] = useState<dayjs.Dayjs | null>(null);
  const [ask] = useState(newId);
  const wish = { kind: 'commission', node, body: draft.body, why: draft.why };
  const keep = () => put(`/policies/drafts/${draft.id}`, wish);
  const save = useWrite(keep, { done: t('saved') });
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
    { quiet: true, done: t('published'), then: ({ version }) => end(version) },
  );
  const second = useWrite(
    async () => {
      await keep();
      return post('/plan-asks', { id: ask, draft: draft.id, ...span });
    },
    { quiet: true, done: t('asked') },
  );
  const discard = useWrite(() => remove(`/policies/drafts/${draft.id}`).catch(() => null), {
    done: t('discarded'),
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
            title: t('discardAsk'),
            okText: t('discard'),
            onOk: () => discard.mutate(undefined),
          })
        }
      >
        {t('discard')}
      </Button>
      <Button
        icon={<Save size={15} />}
        loading={save.isPending}
        onClick={() => save.mutate(undefined)}
      >
        {t('save')}
      </Button>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className="stack" style={{ width: 300 }}>
            <p className="t2">{t('publishNote')}</p>
            <DatePicker
              showTime
              value={from}
              onChange={setFrom}
              placeholder={`${t('startsAt')}: ${t('now')}`}
              aria-label={t('startsAt')}
              minDate={dayjs(full(new Date(nowMs()).toISOString()))}
            />
            {!draft.why.trim() && <p className="dn t3">{t('whyNeed')}</p>}
            <RefusalLine error={second.error ?? publish.error} />
            {needsTwo ? (
              <Button
                type="primary"
                block
                loading={second.isPending}
                onClick={() => second.mutate(undefined)}
              >
                {t('askSecond')}
              </Button>
            ) : (
              <Button
                type="primary"
                block
                disabled={!draft.why.trim()}
                loading={publish.isPending}
                onClick={() => publish.mutate(undefined)}
              >
                {t('publish', { n: next })}
              </Button>
            )}
          </div>
        }
      >
        <Button type="primary" icon={<Send size={15} />}>
          {t('publish', { n: next })}
        </Button>
      </Popover>
    </>
  );
}
