/** Adds one; turns into a stepper once there is one. */
import { Button } from '@tarojs/components';
import type { Goods } from '../api/goods.ts';
import { basket, putIn, quantityOf } from '../basket.ts';
import { useStore } from '../store.ts';
import { titleOf } from '../words/goods.ts';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { Stepper } from './stepper.tsx';

export function Adder({ goods, outlet }: { goods: Goods; outlet: string }) {
  useStore(basket);
  const title = titleOf(goods);
  const quantity = quantityOf(goods.skuId);
  const set = (next: number) => putIn(outlet, goods.skuId, next, title);
  if (quantity > 0) return <Stepper name={title} quantity={quantity} onChange={set} most={99} />;
  return (
    <Button
      className="add"
      disabled={goods.sellable === 0}
      aria-label={w.goods.add(title)}
      onClick={() => set(1)}
    >
      <Icon name="plus" />
    </Button>
  );
}
