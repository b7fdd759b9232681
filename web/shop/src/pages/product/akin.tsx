/** Others of the same scene, for whoever is not sure yet. */
import { ScrollView, Text, View } from '@tarojs/components';
import { useAnswer } from '../../answer.ts';
import { findGoods, type Product } from '../../api/goods.ts';
import { GoodsCard } from '../../parts/goods-card.tsx';
import { w } from '../../words/index.ts';

const SHOWN = 6;

export function Akin({ product: { id, category, outlet } }: { product: Product }) {
  const found = useAnswer(`goods ${outlet.id} ${category}`, () => findGoods(outlet.id, category));
  const others = (found.value?.items ?? []).filter(({ productId }) => productId !== id);
  if (others.length === 0) return null;
  return (
    <View className="col" role="region" aria-label={w.product.akin}>
      <Text className="h2" role="heading" aria-level={2}>
        {w.product.akin}
      </Text>
      <ScrollView scrollX className="shelf">
        {others.slice(0, SHOWN).map((goods) => (
          <GoodsCard key={goods.skuId} goods={goods} outlet={outlet.id} />
        ))}
      </ScrollView>
    </View>
  );
}
