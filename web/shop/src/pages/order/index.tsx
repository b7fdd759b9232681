/** One order: its state as a headline, the code to fetch it, its path, its lines. */
import { Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { useAnswer } from '../../answer.ts';
import { type Case, findCases } from '../../api/cases.ts';
import { findOrder, type Order } from '../../api/orders.ts';
import { Page } from '../../parts/page.tsx';
import { Blank, Coming, Shown } from '../../parts/states.tsx';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { Actions } from './actions.tsx';
import { Cases } from './cases.tsx';
import { CodeCard } from './code-card.tsx';
import { Bought } from './bought.tsx';
import { Headline } from './headline.tsx';
import { Invoices } from './invoices.tsx';
import './index.css';
import { Parked } from './parked.tsx';
import { Path } from './path.tsx';

/** While something is awaited, the page looks again by itself. */
const MOVING = new Set(['unpaid', 'paid', 'picking', 'ready', 'on_the_way']);

export default function OrderPage() {
  const who = useStore(me);
  const id = Taro.useRouter().params['id'] ?? '';
  const order = useAnswer(who ? `order ${id} ${language}` : null, () => findOrder(id));
  const state = order.value?.state;
  const asked = order.value?.history.filter(({ verb }) => verb.startsWith('aftersales_')).length;
  const cases = useAnswer(who && asked ? `cases ${id} ${asked}` : null, () => findCases(id));
  const items = cases.value?.items ?? [];
  useEffect(() => {
    if (!state || !MOVING.has(state)) return;
    const timer = setInterval(order.again, 10_000);
    return () => clearInterval(timer);
  }, [state]);
  Taro.useDidShow(order.again);
  if (!who)
    return (
      <Page title={w.order.title}>
        {who === null ? (
          <Blank
            icon="receipt-text"
            title={w.orders.signIn}
            say={w.orders.signInSay}
            label={w.signIn.enter}
            onAct={signedIn}
          />
        ) : (
          <Coming bones={[60, 260, 140]} />
        )}
      </Page>
    );
  const found = order.value;
  return (
    <Page
      title={w.order.title}
      className={`order ${found ? `is-${found.state}` : ''}`}
      foot={found ? <Actions order={found} cases={items} onChanged={order.again} /> : null}
    >
      <Shown answer={order} bones={[60, 260, 140, 80]}>
        {(value) => <Body order={value} cases={items} onChanged={order.again} />}
      </Shown>
    </Page>
  );
}

interface Told {
  order: Order;
  cases: readonly Case[];
  onChanged: () => void;
}

function Body({ order, cases, onChanged }: Told) {
  return (
    <View className="stack">
      <Headline order={order} />
      {order.parked ? <Parked order={order} onChanged={onChanged} /> : null}
      {order.parcels.map((parcel) => (
        <CodeCard key={parcel.outlet.id} order={order} parcel={parcel} />
      ))}
      <Cases order={order} cases={cases} onChanged={onChanged} />
      {order.receivedAt ? <Invoices order={order.id} /> : null}
      <Path order={order} />
      <Bought order={order} />
      <Text className="t3 ctr block">{w.order.number(order.number)}</Text>
    </View>
  );
}
