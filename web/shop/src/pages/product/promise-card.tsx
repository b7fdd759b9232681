/** When it can be had, which outlet sells it, which prepares it, and why that one. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Product } from '../../api/goods.ts';
import { distance, promised } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { w } from '../../words/index.ts';

export function PromiseCard({ product }: { product: Product }) {
  const { outlet, preparing, outletSellable } = product;
  const [why, ask] = useState(false);
  if (!preparing)
    return (
      <View className="card">
        <Text className="m6 block">{w.product.soldOut}</Text>
        <Text className="t2 block">{w.product.soldOutSay}</Text>
      </View>
    );
  const elsewhere = preparing.outletId !== outlet.id;
  return (
    <View className="card promise-card">
      <View className="row between">
        <Text className="m6">{w.product.ready(promised(preparing.readyAt))}</Text>
        <Button className="more" onClick={() => ask(true)}>
          {elsewhere ? w.product.why : w.product.whyHere}
          <Icon name="chevron-right" size="s" />
        </Button>
      </View>
      <View className="row pair">
        <Store
          role={w.product.seller}
          name={outlet.shortName}
          say={[
            outlet.distanceM === null ? '' : distance(outlet.distanceM),
            elsewhere && outletSellable === 0 ? w.product.noneHere : '',
            elsewhere ? '' : left(preparing.sellable),
          ]}
        />
        {elsewhere ? (
          <>
            <View className="dashes" aria-hidden="true" />
            <Store
              role={w.product.preparer}
              name={preparing.outletName}
              say={[
                preparing.distanceM === null ? '' : distance(preparing.distanceM),
                left(preparing.sellable),
              ]}
            />
          </>
        ) : null}
      </View>
      <Sheet show={why} onLeave={() => ask(false)} title={w.product.why}>
        <View className="col">
          {preparing.reasons.map((reason) => (
            <View key={reason} className="row top">
              <Text className="okc">
                <Icon name="check" />
              </Text>
              <Text className="grow">{w.productReasons[reason]}</Text>
            </View>
          ))}
          <Text className="t3">{w.product.whySay}</Text>
        </View>
      </Sheet>
    </View>
  );
}

const left = (sellable: number): string =>
  sellable <= 20 ? w.product.left(sellable) : w.product.plenty;

function Store({ role, name, say }: { role: string; name: string; say: readonly string[] }) {
  return (
    <View className="grow">
      <Text className="t3 block">{role}</Text>
      <Text className="m5 one">{name}</Text>
      <Text className="t3 one">{say.filter(Boolean).join(' · ')}</Text>
    </View>
  );
}
