/** The state of the order in words, and the one moment that matters now. */
import { Text, View } from '@tarojs/components';
import type { Order } from '../../api/orders.ts';
import { clockOf, dayAndClock, promised, when, yuan } from '../../format.ts';
import { w } from '../../words/index.ts';

function sayOf(order: Order): string {
  const { state, payBy, way, promisedAt, receivedAt, settlesAt, refundedFen, parcels } = order;
  if (state === 'unpaid') return w.order.payBy(clockOf(payBy));
  if (state === 'cancelled')
    return refundedFen > 0 ? w.order.refunded(yuan(refundedFen)) : w.order.cancelledSay;
  if (order.parked) return w.order.parkedSay;
  if (state === 'ready') {
    const readyAt = parcels[0]?.readyAt;
    return readyAt ? w.order.readySince(when(readyAt)) : w.order.readySay;
  }
  if (state === 'received' && settlesAt) return w.order.window(dayAndClock(settlesAt));
  if (receivedAt) return w.order.receivedOn(when(receivedAt));
  if (!promisedAt) return '';
  const at = promised(promisedAt);
  return way === 'pickup' ? w.order.collectFrom(at) : w.checkout.arrives(at);
}

export function Headline({ order }: { order: Order }) {
  const { state, parked, refundedFen, payableFen } = order;
  return (
    <View className="headline">
      <Text className="h1 block" role="heading" aria-level={2}>
        {parked ? w.orders.parked : w.orders.states[state]}
      </Text>
      <Text className="t2 block">{sayOf(order)}</Text>
      {refundedFen > 0 && refundedFen < payableFen ? (
        <Text className="tag warn">{w.order.partRefunded(yuan(refundedFen))}</Text>
      ) : null}
    </View>
  );
}
