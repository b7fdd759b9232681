/** What a page shows while it has nothing to show: still coming, nothing yet, or trouble. */
import { Button, Text, View } from '@tarojs/components';
import { type ReactNode, useEffect, useState } from 'react';
import type { Answer } from '../answer.ts';
import type { Trouble } from '../api/http.ts';
import type { IconName } from '../icons.ts';
import { useRefusal } from '../refusals.ts';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';

interface BlankWords {
  icon: IconName;
  title: string;
  say: string;
  label?: string;
  onAct?: () => void;
  bad?: boolean;
}

/** An empty or broken place: what it is for, and one button. */
export function Blank({ icon, title, say, label, onAct, bad }: BlankWords) {
  return (
    <View className="blank">
      <View className={`disc ${bad ? 'bad' : ''}`}>
        <Icon name={icon} />
      </View>
      <Text className="t1" role="heading" aria-level={2}>
        {title}
      </Text>
      <Text className="say">{say}</Text>
      {label && onAct ? (
        <Button className={`btn ${bad ? '' : 'main'}`} onClick={onAct}>
          {label}
        </Button>
      ) : null}
    </View>
  );
}

/** True once this much time has gone by. */
function useAfter(ms: number): boolean {
  const [gone, set] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => set(true), ms);
    return () => clearTimeout(timer);
  }, []);
  return gone;
}

/** Nothing for a blink, then the shape of what is coming, then a word and a way out. */
export function Coming({ bones, onCancel }: { bones: readonly number[]; onCancel?: () => void }) {
  const shown = useAfter(150);
  const slow = useAfter(8_000);
  return (
    <View className="stack" role="status" aria-busy="true" aria-label={w.page.loading}>
      {bones.map((height, n) => (
        <View
          key={n}
          className="bone"
          style={{ height: `${height}px`, opacity: shown ? 0.7 : 0 }}
        />
      ))}
      {slow ? (
        <View className="row between t2">
          <Text>{w.page.stillComing}</Text>
          {onCancel ? (
            <Button className="btn sm" onClick={onCancel}>
              {w.page.cancel}
            </Button>
          ) : null}
        </View>
      ) : null}
    </View>
  );
}

/** A refusal in its own words, a fault with its number. */
export function Failed({ trouble, again }: { trouble: Trouble; again: () => void }) {
  const words = useRefusal(trouble);
  if (trouble.status === 0)
    return (
      <Blank
        icon="wifi-off"
        title={w.trouble.offline}
        say={w.trouble.offlineSay}
        label={w.trouble.again}
        onAct={again}
        bad
      />
    );
  if (trouble.refused)
    return (
      <Blank icon="circle-alert" title={words} say="" label={w.trouble.again} onAct={again} bad />
    );
  return (
    <Blank
      icon="cloud-alert"
      title={w.trouble.fault}
      say={w.trouble.faultSay(trouble.ref)}
      label={w.trouble.again}
      onAct={again}
      bad
    />
  );
}

interface ShownWhen<T> {
  answer: Answer<T>;
  bones: readonly number[];
  children: (value: T) => ReactNode;
}

/** The answer, or the state it is in. */
export function Shown<T>({ answer, bones, children }: ShownWhen<T>) {
  if (answer.value !== null) return <>{children(answer.value)}</>;
  if (answer.trouble) return <Failed trouble={answer.trouble} again={answer.again} />;
  return <Coming bones={bones} onCancel={answer.again} />;
}

/** A no beside the thing that caused it, with the way out below. */
export function Refused({ trouble, children }: { trouble: Trouble; children?: ReactNode }) {
  const words = useRefusal(trouble);
  const [open, setOpen] = useState(false);
  return (
    <View className="card refused" role="alert">
      <View className="row top">
        <Text className="badc">
          <Icon name="circle-alert" />
        </Text>
        <View className="grow">
          <Text className="m5 block">{words}</Text>
          {open ? (
            <Text className="t3 block">{[trouble.code, trouble.ref].join(' · ')}</Text>
          ) : null}
        </View>
        {open ? null : (
          <Button className="more" onClick={() => setOpen(true)}>
            {w.trouble.details}
          </Button>
        )}
      </View>
      {children ? (
        <View className="row" style={{ marginTop: '12px' }}>
          {children}
        </View>
      ) : null}
    </View>
  );
}
