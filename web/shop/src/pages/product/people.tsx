/** The people around a product: the guide's sentence, and how many neighbours bought it. */
import { Image, Text, View } from '@tarojs/components';
import type { Guide, Product } from '../../api/goods.ts';
import { Icon } from '../../parts/icon.tsx';
import { w } from '../../words/index.ts';

export function GuideSays({ product, guide }: { product: Product; guide: Guide }) {
  if (!product.story) return null;
  return (
    <View className="card row">
      <Image className="av" src={guide.portrait} width={36} height={36} />
      <View className="grow">
        <Text className="t3 block">{w.product.says(guide.name)}</Text>
        <Text className="block">{product.story}</Text>
      </View>
    </View>
  );
}

export function Neighbours({ product: { neighbours } }: { product: Product }) {
  if (!neighbours || neighbours.count === 0) return null;
  return (
    <View className="card row">
      <Text className="ac">
        <Icon name="users" />
      </Text>
      <Text className="m5 grow">
        {w.product.neighbours(neighbours.complexName, neighbours.count)}
      </Text>
    </View>
  );
}
