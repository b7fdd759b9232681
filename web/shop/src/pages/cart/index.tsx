/** The cart: what can be had together, when and where; what cannot; and the whole price. */
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { type Aside, aside, putBack, setAside } from '../../aside.ts';
import { type Quote, quote } from '../../api/orders.ts';
import { basket, openBasket } from '../../basket.ts';
import { go } from '../../go.ts';
import { useOutlet } from '../../here.ts';
import { look } from '../../look.ts';
import { Page } from '../../parts/page.tsx';
import { Blank, Failed, Shown } from '../../parts/states.tsx';
import { Sums } from '../../parts/sums.tsx';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { AsideCard } from './aside-card.tsx';
import { CartFoot } from './foot.tsx';
import './index.css';
import { MissingCard, ParcelCard } from './lines.tsx';
import { Progress } from './progress.tsx';
import { SoldNowhere } from './sold-nowhere.tsx';

export default function CartPage() {
  const outlet = useOutlet() ?? '';
  const { big } = useStore(look);
  const kept = useStore(basket);
  const out = useStore(aside).filter((item) => item.outlet === outlet);
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);

  const title = big ? w.tabs.basket : w.tabs.cart;
  const items = kept.outlet === outlet ? kept.items : [];
  if (items.length === 0 && out.length === 0)
    return (
      <Page title={title} tab="cart">
        <Blank
          icon="shopping-basket"
          title={w.cart.empty}
          say={w.cart.emptySay}
          label={w.cart.toShop}
          onAct={() => go('browse')}
        />
      </Page>
    );
  return <Filled title={title} outlet={outlet} items={items} out={out} />;
}

interface Full {
  title: string;
  outlet: string;
  items: readonly { sku: string; quantity: number }[];
  out: readonly Aside[];
}

function Filled({ title, outlet, items, out }: Full) {
  const wish = { outlet, way: 'pickup' as const, items: [...items] };
  const key = items.length > 0 ? `quote ${JSON.stringify(wish)} ${language}` : null;
  const asked = useAnswer(key, () => quote({ ...wish, splitAgreed: true }));
  const [last, keep] = useState<Quote | null>(null);
  useEffect(() => {
    if (asked.value) keep(asked.value);
  }, [asked.value]);
  // The old sum stays until the new one is there.
  const shown = asked.value ?? (asked.trouble ? null : last);
  const lines = key === null ? [] : (shown?.lines ?? []);
  const possible = shown !== null && shown.missing.length === 0;
  const foot = (
    <CartFoot
      payableFen={key === null ? 0 : (shown?.payableFen ?? null)}
      pieces={lines.reduce((n, { quantity }) => n + quantity, 0)}
      whole={out.length === 0}
      ready={asked.value !== null && possible}
      onAll={(wanted) => (wanted ? putBack(outlet, out) : setAside(outlet, items))}
      onGo={() => go('checkout')}
    />
  );
  return (
    <Page title={title} tab="cart" foot={foot} className="cart">
      {asked.trouble?.code === 'catalog.not_sold_here' ? (
        <SoldNowhere outlet={outlet} trouble={asked.trouble} />
      ) : asked.trouble && shown === null ? (
        <Failed trouble={asked.trouble} again={asked.again} />
      ) : key !== null ? (
        <Shown answer={{ ...asked, value: shown }} bones={[60, 220, 110]}>
          {(value) => (
            <View className="stack">
              <Progress price={value} />
              {value.parcels.map((parcel) => (
                <ParcelCard key={parcel.outlet.id} parcel={parcel} quote={value} outlet={outlet} />
              ))}
              <MissingCard quote={value} outlet={outlet} />
              <View className="card">
                <Sums price={value} way="pickup" />
              </View>
            </View>
          )}
        </Shown>
      ) : null}
      <AsideCard outlet={outlet} out={out} />
    </Page>
  );
}
