/** What both sides get, and what the neighbour can see of it. */
import { Navigator, Text, View } from '@tarojs/components';
import type { Terms } from '../../api/goods.ts';
import type { LinkPage } from '../../api/sharing.ts';
import { percent, yuan } from '../../format.ts';
import { to } from '../../go.ts';
import { Icon } from '../../parts/icon.tsx';
import { w } from '../../words/index.ts';

export function Reward({ link, terms }: { link: LinkPage; terms: Terms | null }) {
  const { sharer, isMine } = link;
  if (isMine) return <Text className="t2 block">{w.landing.own}</Text>;
  if (!terms || sharer.kind !== 'member') return null;
  return (
    <View className="row top gift">
      <Text className="ac">
        <Icon name="gift" />
      </Text>
      <Text className="t2 grow">
        {terms.inviteeFen > 0 ? w.landing.youGet(yuan(terms.inviteeFen)) : ''}
        {w.landing.theyGet(sharer.name ?? w.landing.someone, percent(terms.sharerBps))}
        <Navigator className="ac under" url={to('rules')}>
          {w.landing.rules}
        </Navigator>
      </Text>
    </View>
  );
}
