/** Wanting one's principal back: how much, and why; somebody looks at it. */
import { Button, Input, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { askCash } from '../../api/wallet.ts';
import { yuan } from '../../format.ts';
import { Refused } from '../../parts/states.tsx';
import { words } from './words.ts';

export function CashBack({ principal, done }: { principal: number; done: () => void }) {
  const t = words();
  const [typed, type] = useState((principal / 100).toFixed(2));
  const [reason, say] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useRef(Taro.randomId());
  const amountFen = Math.round(Number(typed) * 100);
  const valid = amountFen > 0 && amountFen <= principal && reason.trim() !== '';
  const send = async () => {
    setBusy(true);
    try {
      await askCash(id.current, amountFen, reason.trim());
      done();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  return (
    <View className="col">
      <Text className="t2 block">{t.cashSay(yuan(principal))}</Text>
      <Input
        className="in"
        type="text"
        value={typed}
        aria-label={t.amount}
        onInput={({ detail }) => type(detail.value)}
      />
      <Input
        className="in"
        value={reason}
        maxlength={200}
        aria-label={t.reason}
        placeholder={t.reason}
        onInput={({ detail }) => say(detail.value)}
      />
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button className="btn main wide" disabled={!valid} loading={busy} onClick={send}>
        {t.cash}
      </Button>
    </View>
  );
}
