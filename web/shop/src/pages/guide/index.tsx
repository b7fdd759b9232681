/** A guide's shop: a face, her own words, honest figures, and what she picked this week. */
import { Button, Image, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findGuideShop, type GuideShop } from '../../api/sharing.ts';
import { openBasket } from '../../basket.ts';
import { useOutlet } from '../../here.ts';
import { AskGuide } from '../../parts/ask-guide.tsx';
import { GoodsCard } from '../../parts/goods-card.tsx';
import { Icon } from '../../parts/icon.tsx';
import { BackButton, Page } from '../../parts/page.tsx';
import { ShareButton } from '../../parts/share-button.tsx';
import { Shown } from '../../parts/states.tsx';
import { language, w } from '../../words/index.ts';
import './index.css';

export default function GuidePage() {
  const outlet = useOutlet();
  const { params } = Taro.useRouter();
  const id = params['id'] ?? '';
  const shop = useAnswer(`guide ${id} ${language}`, () => findGuideShop(id));
  const [asking, ask] = useState(false);
  const guide = shop.value?.guide;
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);
  const foot = guide ? (
    <>
      <ShareButton
        className="btn grow"
        label={w.guide.passOn}
        title={w.guide.shopOf(guide.name)}
        target={{ kind: 'shop', id }}
      />
      <Button className="btn main grow" onClick={() => ask(true)}>
        <Icon name="message-circle" size="s" />
        {w.guide.find(guide.name)}
      </Button>
      <AskGuide guide={guide} show={asking} onLeave={() => ask(false)} />
    </>
  ) : null;
  const title = guide ? w.guide.shopOf(guide.name) : w.guide.shop;
  return (
    <Page title={title} className="guide" foot={foot} head={<Cover title={title} />}>
      <Shown answer={shop} bones={[90, 130, 220, 220]}>
        {(value) => <Shop shop={value} outlet={outlet ?? ''} />}
      </Shown>
    </Page>
  );
}

function Cover({ title }: { title: string }) {
  return (
    <View className="cover" role="banner">
      <View className="bar clear">
        <BackButton />
        <Text className="title one" aria-hidden="true">
          {title}
        </Text>
      </View>
    </View>
  );
}

function Shop({ shop, outlet }: { shop: GuideShop; outlet: string }) {
  const { guide } = shop;
  return (
    <View className="stack">
      <View className="row top who">
        <Image className="av" src={guide.portrait} width={68} height={68} />
        <View className="grow">
          <Text className="h1 block" role="heading" aria-level={1}>
            {guide.name}
          </Text>
          <Text className="small block">{[guide.outletName, guide.title].join(' · ')}</Text>
          <Text className="small one">{shop.complexes.join(w.guide.comma)}</Text>
        </View>
      </View>
      {shop.story || shop.members !== null ? (
        <View className="card">
          <Text className="block story">{shop.story}</Text>
          {shop.members !== null ? (
            <Text className="t2 block ruled">{w.guide.members(shop.members)}</Text>
          ) : null}
        </View>
      ) : null}
      <View className="h">
        <Text className="h2" role="heading" aria-level={2}>
          {w.guide.picks(guide.name)}
        </Text>
        <Text className="sub one">{w.guide.pickCount(shop.picks.length)}</Text>
      </View>
      <View className="pgrid">
        {shop.picks.map((goods, n) => (
          <GoodsCard
            key={goods.skuId}
            goods={goods}
            outlet={outlet}
            words={goods.words}
            eager={n < 4}
          />
        ))}
      </View>
    </View>
  );
}
