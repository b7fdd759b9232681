/** Putting money in: a plan or an amount of her own, the terms in plain words, then paying. */
import { Button, Image, Input, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { openTopUp, payTopUp, type Plan, type Wallet } from '../../api/wallet.ts';
import { yuan } from '../../format.ts';
import { Refused } from '../../parts/states.tsx';
import { words } from './words.ts';

export function TopUp({ wallet }: { wallet: Wallet }) {
  const t = words();
  const { plans, terms, holder, capFen, namedCapFen } = wallet;
  const [plan, choose] = useState<Plan | null>(plans[0] ?? null);
  const [typed, type] = useState('');
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [picture, scan] = useState<string | null>(null);
  const ids = useRef(new Map<string, string>());
  const amountFen = plan ? plan.payFen : Math.round(Number(typed) * 100);
  const valid = Number.isSafeInteger(amountFen) && amountFen > 0;
  const send = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const said = `${plan?.id} ${amountFen} ${name}`;
      const id = ids.current.get(said) ?? Taro.randomId();
      ids.current.set(said, id);
      const planId = plan?.id ?? null;
      await openTopUp({ id, planId, amountFen, terms, name: name.trim() || null });
      const { payUrl, call, code } = await payTopUp(id);
      if (payUrl) Taro.openCashier({ url: payUrl });
      else if (call) await Taro.requestPayment(call);
      else scan(code);
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  return (
    <View className="col">
      <View className="plans" role="group" aria-label={t.topUp}>
        {plans.map((each) => (
          <Button
            key={each.id}
            className="btn"
            aria-pressed={plan?.id === each.id}
            onClick={() => choose(each)}
          >
            <Text className="block m6">{t.plan(yuan(each.payFen))}</Text>
            {each.bonusFen > 0 ? (
              <Text className="block t3">{t.gift(yuan(each.bonusFen))}</Text>
            ) : null}
          </Button>
        ))}
        {plans.length > 0 ? (
          <Button className="btn" aria-pressed={plan === null} onClick={() => choose(null)}>
            {t.own}
          </Button>
        ) : null}
      </View>
      {plan === null ? (
        <Input
          className="in"
          type="text"
          value={typed}
          aria-label={t.amount}
          placeholder={t.amount}
          onInput={({ detail }) => type(detail.value)}
        />
      ) : null}
      {holder === null ? (
        <Input
          className="in"
          value={name}
          maxlength={40}
          autoFill="name"
          aria-label={t.name}
          placeholder={t.name}
          onInput={({ detail }) => setName(detail.value)}
        />
      ) : null}
      <Text className="t3 block">{t.cap(yuan(name.trim() ? namedCapFen : capFen))}</Text>
      <Text className="t2 block">{t.terms}</Text>
      {picture ? <Image className="scan" src={picture} width={200} height={200} /> : null}
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button className="btn main wide" disabled={!valid} loading={busy} onClick={send}>
        {`${t.agree}，${t.toPay} ${valid ? yuan(amountFen) : ''}`.replace('，', t.comma)}
      </Button>
    </View>
  );
}
