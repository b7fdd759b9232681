/** The front page in large letters: few things, in words, and a person to call. */
import { Image, Navigator, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import type { Goods, Home } from '../../api/goods.ts';
import { promised } from '../../format.ts';
import { to } from '../../go.ts';
import type { IconName } from '../../icons.ts';
import { Adder } from '../../parts/adder.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Price } from '../../parts/price.tsx';
import { titleOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

export function BigHome({ home }: { home: Home }) {
  const first = home.blocks[0]?.items.find(({ sellable }) => sellable > 0);
  const pickup = home.ways.find(({ way }) => way === 'pickup');
  const call = home.guide?.phone || home.outlet.phone;
  return (
    <View className="stack big-home">
      {pickup ? <Text className="when">{w.home.bigPromise(promised(pickup.from))}</Text> : null}
      <Way icon="search" page="search" title={w.home.bigSearch} say={w.home.bigSearchSay} />
      <Way icon="package-check" page="orders" title={w.home.bigCode} say={w.home.bigCodeSay} />
      {first ? <Offer goods={first} outlet={home.outlet.id} /> : null}
      {call ? (
        <View className="go call" onClick={() => Taro.makePhoneCall({ phoneNumber: call })}>
          {home.guide ? (
            <Image className="av" src={home.guide.portrait} width={52} height={52} />
          ) : null}
          <View className="grow">
            <Text className="block">
              {w.home.bigCall(home.guide?.name ?? home.outlet.shortName)}
            </Text>
            <Text className="small">{w.home.bigCallSay}</Text>
          </View>
          <Icon name="phone" size="l" />
        </View>
      ) : null}
    </View>
  );
}

interface WayWords {
  icon: IconName;
  page: 'search' | 'orders';
  title: string;
  say: string;
}

function Way({ icon, page, title, say }: WayWords) {
  return (
    <Navigator className="go" url={to(page)}>
      <View className="ic">
        <Icon name={icon} size="l" />
      </View>
      <View className="grow">
        <Text className="block">{title}</Text>
        <Text className="small">{say}</Text>
      </View>
      <Icon name="chevron-right" size="l" />
    </Navigator>
  );
}

function Offer({ goods, outlet }: { goods: Goods; outlet: string }) {
  return (
    <View className="card row">
      <Image className="pic" src={goods.picture} width={96} height={96} />
      <View className="grow">
        <Text className="t1 block">{titleOf(goods)}</Text>
        <View className="row between">
          <Price fen={goods.priceFen} size={30} />
          <Adder goods={goods} outlet={outlet} />
        </View>
      </View>
    </View>
  );
}
