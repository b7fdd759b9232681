/** Search while typing: Chinese, pinyin, initials, or the number under a bar code. */
import { Button, Input, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { searchGoods } from '../../api/goods.ts';
import { openBasket } from '../../basket.ts';
import { useOutlet } from '../../here.ts';
import { GoodsCard } from '../../parts/goods-card.tsx';
import { Icon } from '../../parts/icon.tsx';
import { BackButton, Page } from '../../parts/page.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { language, w } from '../../words/index.ts';

/** The words once the fingers rest for a moment. */
function useRested(value: string): string {
  const [rested, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value.trim()), 200);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

export default function SearchPage() {
  const outlet = useOutlet();
  const { params } = Taro.useRouter();
  const [typed, type] = useState(params['q'] ?? '');
  const q = useRested(typed);
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);
  const found = useAnswer(outlet && q ? `search ${outlet} ${q} ${language}` : null, () =>
    searchGoods(outlet ?? '', q),
  );
  const head = (
    <View className="bar" role="banner">
      <BackButton />
      <View className="search grow">
        <Icon name="search" />
        <Input
          className="in"
          value={typed}
          focus
          placeholder={w.search.hint}
          aria-label={w.search.hint}
          maxlength={40}
          onInput={({ detail }) => type(detail.value)}
          onConfirm={() => {}}
        />
        {typed ? (
          <Button className="ib44" aria-label={w.search.clear} onClick={() => type('')}>
            <Icon name="x" />
          </Button>
        ) : null}
      </View>
    </View>
  );
  return (
    <Page title={w.search.title} head={head}>
      <View className="stack" style={{ paddingTop: '8px' }} aria-live="polite">
        {q && outlet ? (
          <Shown answer={found} bones={[210, 210]}>
            {({ items }) =>
              items.length === 0 ? (
                <Blank
                  icon="search"
                  title={w.search.none(q)}
                  say={w.search.noneSay}
                  label={w.search.clear}
                  onAct={() => type('')}
                />
              ) : (
                <View className="pgrid">
                  {items.map((one) => (
                    <GoodsCard key={one.skuId} goods={one} outlet={outlet} />
                  ))}
                </View>
              )
            }
          </Shown>
        ) : (
          <Blank icon="search" title={w.search.title} say={w.search.say} />
        )}
      </View>
    </Page>
  );
}
