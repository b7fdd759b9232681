/** Nobody can prepare it just now: the member waits, or takes the money back at once. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { cancelOrder } from '../../api/money.ts';
import type { Order } from '../../api/orders.ts';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';

export function Parked({ order, onChanged }: { order: Order; onChanged: () => void }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const giveUp = async () => {
    try {
      await cancelOrder(order.id, w.order.nobodyReason);
      onChanged();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
  };
  return (
    <View className="card col" role="alert">
      <Text className="m6 block">{w.order.parkedTitle}</Text>
      <Text className="t2 block">{w.order.parkedChoice}</Text>
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button className="btn wide" onClick={giveUp}>
        {w.order.moneyBack}
      </Button>
    </View>
  );
}
