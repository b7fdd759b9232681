/** By what she pays, where the store takes more than one. */
import { Button, View } from '@tarojs/components';
import type { Order } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { choosing } from '../../paying.ts';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';

interface Wish {
  order: Order;
  choose: (way: string) => void;
}
export function WaySheet({ order, choose }: Wish) {
  const choice = useStore(choosing);
  const open = choice?.order === order.id && order.state === 'unpaid';
  const names: Record<string, string> = w.order.ways;
  return (
    <Sheet
      show={open}
      title={w.order.waysTitle(yuan(order.payableFen))}
      onLeave={() => choosing.set(null)}
    >
      <View className="ways-pay">
        {(choice?.ways ?? []).map((way) => (
          <Button key={way} className="btn soft" onClick={() => choose(way)}>
            {names[way] ?? way}
          </Button>
        ))}
      </View>
    </Sheet>
  );
}
