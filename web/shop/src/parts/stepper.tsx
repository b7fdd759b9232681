/** How many pieces: one less, one more. */
import { Button, Text, View } from '@tarojs/components';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';

interface Steps {
  name: string;
  quantity: number;
  least?: number;
  most: number;
  onChange: (next: number) => void;
}

export function Stepper({ name, quantity, least = 0, most, onChange }: Steps) {
  return (
    <View className="steps">
      <Button
        className="q"
        disabled={quantity <= least}
        aria-label={w.goods.less(name)}
        onClick={() => onChange(quantity - 1)}
      >
        <Icon name="minus" size="s" />
      </Button>
      <Text className="n" aria-live="polite">
        {quantity}
      </Text>
      <Button
        className="q"
        disabled={quantity >= most}
        aria-label={w.goods.more(name)}
        onClick={() => onChange(quantity + 1)}
      >
        <Icon name="plus" size="s" />
      </Button>
    </View>
  );
}
