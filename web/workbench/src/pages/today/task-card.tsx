/** One person to talk to: why, the words to send, one button. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Task, TaskKind } from '../../api/today.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Act, Face, Tag } from '../../parts/small.tsx';
import { SendSheet } from '../customer/send-sheet.tsx';

const LOOKS: Readonly<Record<TaskKind, string>> = {
  brought: 'ac',
  ending: 'bad',
  rebuy: 'info',
  newcomer: 'ok',
  asleep: 'warn',
};
const factsOf = (task: Task) => ({
  name: task.name || t('send.you'),
  product: task.product ?? '',
  days: task.days ?? 0,
  every: task.everyDays ?? 0,
  other: task.otherName || t('customers.unnamed'),
  sum: money(task.sumFen ?? 0),
});
const whyOf = (task: Task): string =>
  task.kind === 'newcomer' && task.days === 0
    ? t('task.why_today')
    : t(`task.why_${task.kind}`, factsOf(task));
export const wordsFor = (task: Task): string => t(`task.words_${task.kind}`, factsOf(task));

export function TaskCard(props: {
  readonly task: Task;
  readonly first: boolean;
  readonly isQuiet: boolean;
  readonly onDone: () => void;
}) {
  const { task, first, isQuiet, onDone } = props;
  const [open, setOpen] = useState(false);
  const words = wordsFor(task);
  const tag =
    task.kind === 'asleep' ? t('task.asleep_days', factsOf(task)) : t(`task.${task.kind}`);
  return (
    <article className="card tight">
      <div className="row m">
        <Link to="/customers/$id" params={{ id: task.memberId }} className="row m grow tall">
          <Face name={task.name} />
          <div className="grow">
            <div className="row s">
              <b className="m6 one">{task.name || t('customers.unnamed')}</b>
              <Tag look={LOOKS[task.kind]}>{tag}</Tag>
            </div>
            <div className="t2 two">{whyOf(task)}</div>
          </div>
        </Link>
        <Act look={`sm ${first ? 'main' : 'soft'}`} onClick={() => setOpen(true)}>
          {t(isQuiet ? 'task.later' : `task.do_${task.kind}`)}
        </Act>
      </div>
      {first && <p className="say">“{words}”</p>}
      <SendSheet
        open={open}
        memberId={task.memberId}
        name={task.name}
        words={words}
        isQuiet={isQuiet}
        onClose={() => setOpen(false)}
        onDone={() => {
          setOpen(false);
          onDone();
        }}
      />
    </article>
  );
}
