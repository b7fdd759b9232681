/** The cart: what can be had together, when and where; what cannot; and the whole price. */
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { type Quote, quote } from '../../api/orders.ts';
import { basket, openBasket } from '../../basket.ts';
import { go } from '../../go.ts';
import { here, useOutlet } from '../../here.ts';
import { look } from '../../look.ts';
import { Page } from '../../parts/page.tsx';
import { Sums } from '../../parts/sums.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { useStore } from '../../store.ts';
import { way } from '../../way.ts';
import { language, w } from '../../words/index.ts';
import { CartFoot } from './foot.tsx';
import './index.css';
import { MissingCard, ParcelCard } from './lines.tsx';
import { Progress } from './progress.tsx';

/** What is left out of this order; the cart keeps it. */
export type LeftOut = ReadonlySet<string>;

export default function CartPage() {
  const outlet = useOutlet();
  const { big } = useStore(look);
  const chosenWay = useStore(way);
  const kept = useStore(basket);
  const [out, leaveOut] = useState<LeftOut>(new Set());
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);

  const mine = kept.outlet === outlet ? kept.items : [];
  const items = mine.filter(({ skuId }) => !out.has(skuId));
  const { lat, lng } = here.get();
  const wish = { outlet: outlet ?? '', way: chosenWay, items, lat, lng };
  const key = outlet && items.length > 0 ? `quote ${JSON.stringify(wish)} ${language}` : null;
  const asked = useAnswer(key, () => quote(wish));
  const [last, keep] = useState<Quote | null>(null);
  useEffect(() => {
    if (asked.value) keep(asked.value);
  }, [asked.value]);
  // The old sum stays until the new one is there.
  const shown = asked.value ?? (asked.trouble ? null : last);

  const title = big ? w.tabs.basket : w.tabs.cart;
  const toggle = (skus: readonly string[], wanted: boolean) => {
    const next = new Set(out);
    for (const sku of skus) wanted ? next.delete(sku) : next.add(sku);
    leaveOut(next);
  };
  if (mine.length === 0)
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
  const all = mine.map(({ skuId }) => skuId);
  const foot = (
    <CartFoot
      payableFen={items.length > 0 ? (shown?.payableFen ?? null) : 0}
      pieces={(shown?.parcels ?? [])
        .flatMap(({ lines }) => lines)
        .reduce((n, line) => n + line.quantity, 0)}
      whole={out.size === 0}
      settled={asked.value !== null}
      onAll={(wanted) => toggle(all, wanted)}
      onGo={() => go('checkout', { out: [...out].join(',') })}
    />
  );
  return (
    <Page title={title} tab="cart" foot={foot} className="cart">
      {items.length > 0 ? (
        <Shown answer={{ ...asked, value: shown }} bones={[60, 220, 110]}>
          {(value) => (
            <View className="stack">
              <Progress quote={value} />
              {value.parcels.map((parcel) => (
                <ParcelCard key={parcel.outletId} parcel={parcel} quote={value} onToggle={toggle} />
              ))}
              <MissingCard missing={value.missing} />
              <View className="card">
                <Sums quote={value} />
              </View>
            </View>
          )}
        </Shown>
      ) : (
        <View className="stack">
          <Text className="t2 ctr">{w.cart.noneTicked}</Text>
        </View>
      )}
      <LeftOutLines out={out} last={last} onToggle={toggle} />
    </Page>
  );
}

interface Rest {
  out: LeftOut;
  last: Quote | null;
  onToggle: (skus: readonly string[], wanted: boolean) => void;
}

/** Lines that were unticked stay in sight, so that they can be ticked again. */
function LeftOutLines({ out, last, onToggle }: Rest) {
  const [seen, see] = useState<ReadonlyMap<string, Quote['parcels'][number]['lines'][number]>>(
    new Map(),
  );
  useEffect(() => {
    const lines = last?.parcels.flatMap((parcel) => parcel.lines) ?? [];
    see(new Map([...seen, ...lines.map((line) => [line.skuId, line] as const)]));
  }, [last]);
  const lines = [...out].flatMap((sku) => seen.get(sku) ?? []);
  if (lines.length === 0) return null;
  return (
    <View className="stack left-out">
      <ParcelCard lines={lines} onToggle={onToggle} />
    </View>
  );
}
