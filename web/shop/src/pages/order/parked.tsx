/** Nobody can prepare it just now: the member waits, or takes the money back at once. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { cancelOrder } from '../../api/money.ts';
import { type Order, waitFor } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';
import { waits } from './told.ts';

export function Parked({ order, onChanged }: { order: Order; onChanged: () => void }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (step: () => Promise<unknown>) => {
    setBusy(true);
    setTrouble(null);
    try {
      await step();
      onChanged();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  const waiting = waits(order);
  return (
    <View className="card col" role="alert">
      <Text className="m6 block">{waiting ? w.order.waiting : w.order.parkedTitle}</Text>
      <Text className="t2 block">{waiting ? w.order.waitingSay : w.order.parkedWait}</Text>
      {waiting ? null : <Text className="t2 block">{w.order.parkedRefund}</Text>}
      {trouble ? <Refused trouble={trouble} /> : null}
      {waiting ? null : (
        <Button
          className="btn main wide"
          disabled={busy}
          onClick={() => attempt(() => waitFor(order.id))}
        >
          {w.order.wait}
        </Button>
      )}
      <Button
        className="btn wide"
        disabled={busy}
        onClick={() => attempt(() => cancelOrder(order.id, w.order.nobodyReason))}
      >
        {w.order.moneyBack(yuan(order.payableFen - order.refundedFen))}
      </Button>
    </View>
  );
}
