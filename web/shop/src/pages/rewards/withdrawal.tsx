/** Taking out what was earned: where it goes, what it costs, and by when it may. */
import { Button, Input, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { withdraw } from '../../api/money.ts';
import { findTerms, setPayee, type WithdrawalTerms } from '../../api/wallet.ts';
import { dayName, yuan } from '../../format.ts';
import { Refused, Shown } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';
import { words } from '../wallet/words.ts';

export function Withdrawal({ available, onAsked }: { available: number; onAsked: () => void }) {
  const t = words();
  const terms = useAnswer('withdrawal terms', findTerms);
  const [changing, change] = useState(false);
  return (
    <Shown answer={terms} bones={[64, 44]}>
      {(value) =>
        value.payee === null || changing ? (
          <Payee
            isChange={changing}
            done={() => {
              change(false);
              terms.again();
            }}
          />
        ) : (
          <View className="col">
            <Asking available={available} terms={value} onAsked={onAsked} />
            <Button className="btn wide" onClick={() => change(true)}>
              {t.change}
            </Button>
          </View>
        )
      }
    </Shown>
  );
}

interface Asked {
  available: number;
  terms: WithdrawalTerms;
  onAsked: () => void;
}
function Asking({ available, terms, onAsked }: Asked) {
  const t = words();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useRef(Taro.randomId());
  const { payee, minFen, maxFen, feeFen, feeBps, tax, from } = terms;
  const amount = Math.min(available, maxFen);
  const fee = feeFen + Math.floor((amount * feeBps) / 10_000);
  const cools = Date.parse(from) > Date.now();
  const send = async () => {
    setBusy(true);
    try {
      await withdraw(id.current, amount);
      onAsked();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  const where = payee!.kind === 'wechat' ? t.wechat : `${payee!.bankName} ${payee!.accountMasked}`;
  return (
    <View className="col">
      <Text className="m5 block">{t.to(payee!.nameMasked, where)}</Text>
      <Text className="t2 block">{w.rewards.withdrawSay}</Text>
      {fee > 0 ? <Text className="t2 block">{t.fee(yuan(fee))}</Text> : null}
      {tax === 'agent' ? null : <Text className="t3 block">{t.taxed}</Text>}
      {cools ? <Text className="t2 block">{t.from(dayName(from))}</Text> : null}
      {amount < minFen ? <Text className="t2 block">{t.least(yuan(minFen))}</Text> : null}
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button
        className="btn main wide"
        loading={busy}
        disabled={cools || amount < minFen}
        onClick={send}
      >
        {w.rewards.withdrawAll(yuan(amount))}
      </Button>
    </View>
  );
}

function Payee({ isChange, done }: { isChange: boolean; done: () => void }) {
  const t = words();
  const [kind, choose] = useState<'wechat' | 'bank'>('wechat');
  const [typed, type] = useState({ name: '', idNo: '', cardNo: '', bankName: '' });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const fields = [
    ['name', t.realName],
    ['idNo', t.idNo],
    ...(kind === 'bank'
      ? ([
          ['cardNo', t.cardNo],
          ['bankName', t.bankName],
        ] as const)
      : []),
  ] as const;
  const save = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const { cardNo, bankName } = kind === 'bank' ? typed : { cardNo: '', bankName: '' };
      await setPayee({ id: Taro.randomId(), kind, ...typed, cardNo, bankName });
      done();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  return (
    <View className="col field">
      <Text className="t2 block">{isChange ? t.changeSay : t.payeeSay}</Text>
      <View className="seg" role="group" aria-label={t.payee}>
        {(['wechat', 'bank'] as const).map((each) => (
          <Button
            key={each}
            className="b"
            aria-pressed={kind === each}
            onClick={() => choose(each)}
          >
            {t[each]}
          </Button>
        ))}
      </View>
      {fields.map(([field, label]) => (
        <Input
          key={field}
          className="in"
          value={typed[field]}
          maxlength={60}
          aria-label={label}
          placeholder={label}
          onInput={({ detail }) => type({ ...typed, [field]: detail.value })}
        />
      ))}
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button
        className="btn main wide"
        loading={busy}
        disabled={typed.name.trim().length < 2 || typed.idNo.trim().length !== 18}
        onClick={save}
      >
        {t.save}
      </Button>
    </View>
  );
}
