/** Nobody can prepare it just now: the member waits, or takes the money back at once. */
import { Button, Text, View } from '@tarojs/components';
import { cancelOrder } from '../../api/money.ts';
import { type Order, waitFor } from '../../api/orders.ts';
import { useAttempt } from '../../attempt.ts';
import { yuan } from '../../format.ts';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';
import { waits } from './told.ts';

export function Parked({ order, onChanged }: { order: Order; onChanged: () => void }) {
  const { busy, trouble, attempt } = useAttempt();
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
          onClick={() => attempt(() => waitFor(order.id).then(onChanged))}
        >
          {w.order.wait}
        </Button>
      )}
      <Button
        className="btn wide"
        disabled={busy}
        onClick={() => attempt(() => cancelOrder(order.id, w.order.nobodyReason).then(onChanged))}
      >
        {w.order.moneyBack(yuan(order.payableFen - order.refundedFen))}
      </Button>
    </View>
  );
}
