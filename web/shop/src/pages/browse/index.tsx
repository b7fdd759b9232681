/** All goods by scene: the scenes on top, the goods of the chosen one below. */
import { Button, Image, ScrollView, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findGoods, findScenes, type Goods } from '../../api/goods.ts';
import { openBasket } from '../../basket.ts';
import { useOutlet } from '../../here.ts';
import { GoodsCard } from '../../parts/goods-card.tsx';
import { Page } from '../../parts/page.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { nameOf } from '../../words/goods.ts';
import { language, w } from '../../words/index.ts';
import { SearchBox } from '../home/search-box.tsx';
import './index.css';

export default function BrowsePage() {
  const outlet = useOutlet();
  const { params } = Taro.useRouter();
  const [chosen, choose] = useState(params['scene'] ?? '');
  const scenes = useAnswer(outlet && `scenes ${outlet} ${language}`, () =>
    findScenes(outlet ?? ''),
  );
  const first = scenes.value?.items[0]?.id ?? '';
  const scene = chosen || first;
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);
  return (
    <Page title={w.tabs.browse} tab="browse" className="browse">
      <View className="stack">
        <SearchBox />
        <ScrollView scrollX className="picks" role="group" aria-label={w.home.scenes}>
          {(scenes.value?.items ?? []).map((one) => (
            <Button
              key={one.id}
              className="pick"
              aria-pressed={one.id === scene}
              onClick={() => choose(one.id)}
            >
              <Image className="pic" src={one.picture} width={48} height={48} />
              <Text>{nameOf(one)}</Text>
            </Button>
          ))}
        </ScrollView>
        {outlet && scene ? <Section key={scene} outlet={outlet} scene={scene} /> : null}
      </View>
    </Page>
  );
}

function Section({ outlet, scene }: { outlet: string; scene: string }) {
  const goods = useAnswer(`goods ${outlet} ${scene} ${language}`, () => findGoods(outlet, scene));
  const [busy, setBusy] = useState(false);
  const more = async (items: readonly Goods[], after: string) => {
    setBusy(true);
    const next = await findGoods(outlet, scene, after);
    goods.put({ items: [...items, ...next.items], next: next.next });
    setBusy(false);
  };
  return (
    <Shown answer={goods} bones={[210, 210, 210]}>
      {({ items, next }) =>
        items.length === 0 ? (
          <Blank icon="package-open" title={w.browse.empty} say={w.browse.emptySay} />
        ) : (
          <>
            <View className="pgrid">
              {items.map((one, n) => (
                <GoodsCard key={one.skuId} goods={one} outlet={outlet} eager={n < 4} />
              ))}
            </View>
            {next ? (
              <Button className="btn wide" loading={busy} onClick={() => more(items, next)}>
                {w.page.more}
              </Button>
            ) : null}
          </>
        )
      }
    </Shown>
  );
}
