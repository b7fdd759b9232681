/** What comes next in a case: the code for the counter, her own steps, and the way it has come. */
import { Button, Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { forgetAnswers } from '../../answer.ts';
import { appeal, type Case, sentBack, withdrawCase } from '../../api/cases.ts';
import { Trouble } from '../../api/http.ts';
import { dayAndClock, when } from '../../format.ts';
import { go } from '../../go.ts';
import { say } from '../../parts/snack.tsx';
import { wordsOf } from '../../refusals.ts';
import { w } from '../../words/index.ts';

interface Wish {
  order: string;
  one: Case;
  onChanged: () => void;
}
const WAITS = new Set(['asked', 'appealed', 'approved']);

export function CaseSteps({ order, one, onChanged }: Wish) {
  const [words, write] = useState('');
  const [busy, setBusy] = useState(false);
  const { id, state, returnCode, dueAt, swapOrder, mayAppeal } = one;
  const attempt = async (step: () => Promise<void>) => {
    setBusy(true);
    try {
      await step();
      forgetAnswers();
      onChanged();
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
  };
  const waiting = state === 'approved' || state === 'sent_back';
  const writes = mayAppeal || state === 'approved';
  return (
    <View className="case-steps">
      {waiting && returnCode ? (
        <View className="row between">
          <Text className="t2">{w.aftersales.codeSay}</Text>
          <Text className="m6 num">{returnCode.replace(/(\d{4})(\d{4})/, '$1 $2')}</Text>
        </View>
      ) : null}
      {dueAt && state !== 'sent_back' ? (
        <Text className="t3 block">{w.aftersales.due(state, dayAndClock(dueAt))}</Text>
      ) : null}
      {writes ? (
        <View className="field">
          <Input
            className="in"
            value={words}
            maxlength={mayAppeal ? 500 : 60}
            aria-label={mayAppeal ? w.aftersales.appealWhy : w.aftersales.tracking}
            placeholder={mayAppeal ? w.aftersales.appealWhy : w.aftersales.tracking}
            onInput={({ detail }) => write(detail.value)}
          />
        </View>
      ) : null}
      <View className="row wrap">
        {mayAppeal ? (
          <Button
            className="btn"
            loading={busy}
            disabled={words.trim() === ''}
            onClick={() => attempt(() => appeal(order, id, words.trim()))}
          >
            {w.aftersales.appeal}
          </Button>
        ) : null}
        {state === 'approved' ? (
          <Button
            className="btn"
            loading={busy}
            disabled={words.trim().length < 4}
            onClick={() => attempt(() => sentBack(order, id, words.trim()))}
          >
            {w.aftersales.sentBack}
          </Button>
        ) : null}
        {WAITS.has(state) ? (
          <Button
            className="btn soft"
            loading={busy}
            onClick={() => attempt(() => withdrawCase(order, id))}
          >
            {w.aftersales.withdraw}
          </Button>
        ) : null}
        {swapOrder ? (
          <Button className="btn soft" onClick={() => go('order', { id: swapOrder })}>
            {w.aftersales.swapOrder}
          </Button>
        ) : null}
      </View>
      <View role="list" aria-label={w.aftersales.steps}>
        {one.steps.map((step) => (
          <Text key={step.at + step.verb} className="t3 block" role="listitem">
            {`${when(step.at)} ${w.aftersales.did(step.verb, step.by)}`}
          </Text>
        ))}
      </View>
    </View>
  );
}
