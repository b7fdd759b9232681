/** How far the cart is on the way to the next saving. */
import { Text, View } from '@tarojs/components';
import type { Quote } from '../../api/orders.ts';
import { plainYuan, yuan } from '../../format.ts';
import { w } from '../../words/index.ts';

export function Progress({ quote: { promotions, grossFen, discountFen } }: { quote: Quote }) {
  const reached = promotions.filter((one) => one.reached).at(-1);
  const next = promotions.find((one) => !one.reached);
  const goal = next ?? reached;
  if (!goal) return null;
  const part = Math.min(100, Math.round((grossFen / goal.fromFen) * 100));
  return (
    <View className="card progress">
      <View className="row between">
        <Text className="t2">
          {reached ? (
            <>
              <Text className="m6 ink">
                {w.cart.rule(plainYuan(reached.fromFen), plainYuan(reached.offFen))}
              </Text>
              {w.cart.saved(yuan(discountFen))}
            </>
          ) : (
            <Text className="m6 ink">
              {w.cart.rule(plainYuan(goal.fromFen), plainYuan(goal.offFen))}
            </Text>
          )}
        </Text>
        {next ? (
          <Text className="t3">
            {w.cart.more(yuan(next.fromFen - grossFen), plainYuan(next.offFen))}
          </Text>
        ) : null}
      </View>
      <View className="track" aria-hidden="true">
        <View className="done" style={{ width: `${part}%` }} />
      </View>
    </View>
  );
}
