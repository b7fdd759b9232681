/** One block of the front page: a title and a row of goods to push along. */
import { Navigator, ScrollView, Text, View } from '@tarojs/components';
import type { Block } from '../../api/goods.ts';
import { to } from '../../go.ts';
import { GoodsCard } from '../../parts/goods-card.tsx';
import { Icon } from '../../parts/icon.tsx';
import { subtitleOf, titleOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

interface Row {
  block: Block;
  outlet: string;
  /** The first row is seen at once; the others fetch their pictures when they come near. */
  first: boolean;
}

export function Shelf({ block, outlet, first }: Row) {
  return (
    <View className="col" role="region" aria-label={titleOf(block)}>
      <View className="h">
        <Text className="h2" role="heading" aria-level={2}>
          {titleOf(block)}
        </Text>
        <Text className="sub one">{subtitleOf(block)}</Text>
        <Navigator className="more" url={to('browse', { scene: block.sceneId ?? undefined })}>
          {w.page.all}
          <Icon name="chevron-right" size="s" />
        </Navigator>
      </View>
      <ScrollView scrollX className="shelf">
        {block.items.map((goods) => (
          <GoodsCard key={goods.skuId} goods={goods} outlet={outlet} eager={first} />
        ))}
      </ScrollView>
    </View>
  );
}
