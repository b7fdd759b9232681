/** What both sides get, and what the neighbour can see of it. */
import { Navigator, Text, View } from '@tarojs/components';
import type { LinkPage } from '../../api/sharing.ts';
import { percent, yuan } from '../../format.ts';
import { to } from '../../go.ts';
import { Icon } from '../../parts/icon.tsx';
import { w } from '../../words/index.ts';

export function Reward({ link: { own, reward, sharer } }: { link: LinkPage }) {
  const name = sharer?.name || w.landing.someone;
  if (own) return <Text className="t2">{w.landing.own}</Text>;
  if (!reward || !sharer) return null;
  return (
    <View className="row top gift">
      <Text className="ac">
        <Icon name="gift" />
      </Text>
      <Text className="t2 grow">
        {reward.youFen > 0 ? w.landing.youGet(yuan(reward.youFen)) : ''}
        {w.landing.theyGet(name, percent(reward.sharerBps))}
        <Navigator className="ac under" url={to('rules')}>
          {w.landing.rules}
        </Navigator>
      </Text>
    </View>
  );
}
