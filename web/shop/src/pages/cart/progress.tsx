/** How far the cart is on the way to the next saving. */
import { Text, View } from '@tarojs/components';
import type { Quote } from '../../api/orders.ts';
import { plainYuan, yuan } from '../../format.ts';
import { w } from '../../words/index.ts';

export function Progress({ price: { steps, nextStep, grossFen } }: { price: Quote }) {
  const reached = steps.find((step) => step.kind === 'promotion');
  if (!reached && !nextStep) return null;
  const part = nextStep ? Math.round((grossFen / (grossFen + nextStep.moreFen)) * 100) : 100;
  return (
    <View className="card progress">
      <View className="row between wrap">
        <Text className="t2">
          <Text className="m6 ink">{reached?.name ?? nextStep?.name}</Text>
          {reached ? w.cart.saved(yuan(reached.amountFen)) : ''}
        </Text>
        {nextStep ? (
          <Text className="t3">
            {w.cart.more(yuan(nextStep.moreFen), plainYuan(nextStep.offFen))}
          </Text>
        ) : null}
      </View>
      <View className="track" aria-hidden="true">
        <View className="done" style={{ width: `${part}%` }} />
      </View>
    </View>
  );
}
