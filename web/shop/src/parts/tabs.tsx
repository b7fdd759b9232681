/** The five ways through the shop, always at the bottom; three of them in large letters. */
import { Navigator, Text, View } from '@tarojs/components';
import { basket } from '../basket.ts';
import { to } from '../go.ts';
import type { IconName } from '../icons.ts';
import { look } from '../look.ts';
import { useStore } from '../store.ts';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';

export type TabName = 'home' | 'browse' | 'cart' | 'orders' | 'me';

const ICON: Readonly<Record<TabName, IconName>> = {
  home: 'house',
  browse: 'layout-grid',
  cart: 'shopping-basket',
  orders: 'receipt-text',
  me: 'user-round',
};

export function Tabs({ at }: { at: TabName }) {
  const { pieces } = useStore(basket);
  const { big } = useStore(look);
  const shown: TabName[] = big
    ? ['home', 'cart', 'me']
    : ['home', 'browse', 'cart', 'orders', 'me'];
  return (
    <View className="tabs" role="navigation" aria-label={w.page.mainNavigation}>
      {shown.map((name) => (
        <Navigator
          key={name}
          className="tab"
          url={to(name)}
          aria-current={name === at ? 'page' : undefined}
        >
          <Icon name={ICON[name]} size="l" />
          <Text>{big && name === 'cart' ? w.tabs.basket : w.tabs[name]}</Text>
          {name === 'cart' ? <Count pieces={pieces} /> : null}
        </Navigator>
      ))}
    </View>
  );
}

export function Count({ pieces }: { pieces: number }) {
  if (pieces === 0) return null;
  return <Text className="dot">{pieces > 99 ? '99+' : pieces}</Text>;
}
