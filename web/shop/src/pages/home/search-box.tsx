/** The way to search: words, pinyin, initials, or the code on a packet. */
import { Button, Navigator, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { go, to } from '../../go.ts';
import { Icon } from '../../parts/icon.tsx';
import { w } from '../../words/index.ts';

export function SearchBox() {
  const scan = async () => {
    const found = await Taro.scanCode();
    if (found) go('search', { q: found.result });
  };
  return (
    <View className="search">
      <Icon name="search" />
      <Navigator className="in search-link" url={to('search')}>
        <Text className="one">{w.search.hint}</Text>
      </Navigator>
      {Taro.canScan() ? (
        <Button className="ib44" aria-label={w.search.scan} onClick={scan}>
          <Icon name="scan-line" />
        </Button>
      ) : null}
    </View>
  );
}
