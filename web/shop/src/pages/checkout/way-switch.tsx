/** Collected or brought. */
import { Button, View } from '@tarojs/components';
import { Icon } from '../../parts/icon.tsx';
import type { Way } from '../../way.ts';
import { w } from '../../words/index.ts';

const WAYS: readonly Way[] = ['pickup', 'delivery'];

export function WaySwitch({ chosen, onChoose }: { chosen: Way; onChoose: (way: Way) => void }) {
  return (
    <View className="seg" role="group" aria-label={w.home.ways}>
      {WAYS.map((one) => (
        <Button key={one} className="b" aria-pressed={one === chosen} onClick={() => onChoose(one)}>
          <Icon name={one === 'pickup' ? 'store' : 'bike'} size="s" />
          {one === 'pickup' ? w.checkout.pickupFree : w.ways.delivery}
        </Button>
      ))}
    </View>
  );
}
