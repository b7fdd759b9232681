/** The state of the order in words, and the one moment that matters now. */
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Order } from '../../api/orders.ts';
import { clockOf, dayAndClock, minutesUntil, promised, when, yuan } from '../../format.ts';
import { w } from '../../words/index.ts';
import { stateOf } from '../../words/order.ts';
import { happenedAt, waits } from './told.ts';

function sayOf(order: Order): string {
  const { state, payBy, way, promisedAt, receivedAt, settlesAt, refundedFen, parcels } = order;
  if (state === 'unpaid') return w.order.payBy(clockOf(payBy));
  if (state === 'cancelled' && order.cancelReason === 'nobody_can')
    return w.order.nobodyCould(yuan(refundedFen));
  if (state === 'cancelled')
    return refundedFen > 0 ? w.order.refunded(yuan(refundedFen)) : w.order.cancelledSay;
  if (order.parked) return waits(order) ? w.order.waitsSay : w.order.parkedSay;
  if (state === 'ready' && way === 'pickup') {
    const readyAt = parcels[0]?.readyAt;
    return readyAt ? w.order.readySince(when(readyAt)) : w.order.readySay;
  }
  if (state === 'on_the_way') {
    const leftAt = happenedAt(order, 'dispatched');
    return leftAt ? w.order.leftAt(when(leftAt)) : w.order.leftSay;
  }
  if (state === 'received' && settlesAt) return w.order.window(dayAndClock(settlesAt));
  if (receivedAt) {
    const at = when(receivedAt);
    return way === 'pickup' ? w.order.receivedOn(at) : w.order.broughtOn(at);
  }
  if (!promisedAt) return '';
  const at = promised(promisedAt);
  return way === 'pickup' ? w.order.collectFrom(at) : w.checkout.arrives(at);
}

/** Counts the minutes that are left to pay; said once a minute, never in a hurry. */
function MinutesLeft({ payBy }: { payBy: string }) {
  const [left, count] = useState(minutesUntil(payBy));
  useEffect(() => {
    const timer = setInterval(() => count(minutesUntil(payBy)), 5_000);
    return () => clearInterval(timer);
  }, [payBy]);
  return <Text className="tag warn">{w.order.minutesLeft(left)}</Text>;
}

export function Headline({ order }: { order: Order }) {
  const { state, payBy, refundedFen, payableFen } = order;
  return (
    <View className="headline">
      <Text className="h1 block" role="heading" aria-level={2}>
        {stateOf(order)}
      </Text>
      <Text className="t2 block">{sayOf(order)}</Text>
      {state === 'unpaid' ? <MinutesLeft payBy={payBy} /> : null}
      {refundedFen > 0 && refundedFen < payableFen ? (
        <Text className="tag warn">{w.order.partRefunded(yuan(refundedFen))}</Text>
      ) : null}
    </View>
  );
}
