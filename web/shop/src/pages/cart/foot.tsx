/** The bottom of the cart: all or none, the sum, and the way to checkout. */
import { Button, Text, View } from '@tarojs/components';
import { Check } from '../../parts/check.tsx';
import { Price } from '../../parts/price.tsx';
import { w } from '../../words/index.ts';

interface Foot {
  payableFen: number | null;
  pieces: number;
  whole: boolean;
  /** False while a new price is on its way, or something cannot be had. */
  ready: boolean;
  onAll: (wanted: boolean) => void;
  onGo: () => void;
}

export function CartFoot({ payableFen, pieces, whole, ready, onAll, onGo }: Foot) {
  return (
    <>
      <View className="row" style={{ gap: '8px' }}>
        <Check checked={whole} label={w.cart.all} onChange={onAll} />
        <Text className="t2" aria-hidden="true">
          {w.cart.all}
        </Text>
      </View>
      <View className="grow right" aria-live="polite">
        {payableFen === null ? null : (
          <>
            <Text className="t3">{w.cart.total} </Text>
            <Price fen={payableFen} size={24} />
          </>
        )}
      </View>
      <Button className="btn main" disabled={pieces === 0 || !ready} onClick={onGo}>
        {w.cart.checkout(pieces)}
      </Button>
    </>
  );
}
