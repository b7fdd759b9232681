/** Goods on a shelf: picture, name, price, and one press to put a piece into the cart. */
import { Image, Navigator, Text, View } from '@tarojs/components';
import type { Goods } from '../api/goods.ts';
import { to } from '../go.ts';
import { specOf, titleOf } from '../words/goods.ts';
import { w } from '../words/index.ts';
import { Adder } from './adder.tsx';
import { Price } from './price.tsx';

interface Card {
  goods: Goods;
  outlet: string;
  /** One sentence of the guide. */
  words?: string | undefined;
  eager?: boolean;
}

export function GoodsCard({ goods, outlet, words, eager }: Card) {
  const { productId, skuId, priceFen, picture, sellable } = goods;
  return (
    <View className="pcard">
      <Navigator url={to('product', { id: productId, sku: skuId })} className="face">
        <Image className="pic" src={picture} lazyLoad={!eager} width={132} height={104} />
        <Text className="n two">{titleOf(goods)}</Text>
        <Text className="t3 one">{sellable === 0 ? w.goods.soldOut : specOf(goods)}</Text>
        {words ? <Text className="say two">{w.guide.quote(words)}</Text> : null}
      </Navigator>
      <View className="row between buy">
        <Price fen={priceFen} size={18} />
        <Adder goods={goods} outlet={outlet} />
      </View>
    </View>
  );
}
