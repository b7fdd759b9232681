/** A line that this outlet sells no longer: said by name, with one button that takes it out. */
import { Button, View } from '@tarojs/components';
import type { Trouble } from '../../api/http.ts';
import { putIn } from '../../basket.ts';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';

export function SoldNowhere({ outlet, trouble }: { outlet: string; trouble: Trouble }) {
  return (
    <View className="stack">
      <Refused trouble={trouble}>
        <Button
          className="btn main wide"
          onClick={() => putIn(outlet, String(trouble.facts['sku']), 0)}
        >
          {w.cart.takeOut}
        </Button>
      </Refused>
    </View>
  );
}
