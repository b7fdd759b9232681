/** The promise in three steps: order now, prepared there, collected then. */
import { Text, View } from '@tarojs/components';
import type { Product } from '../../api/goods.ts';
import { now } from '../../clock.ts';
import { clockOf, distance, promised } from '../../format.ts';
import { w } from '../../words/index.ts';

export function Steps({ product }: { product: Product }) {
  const { outlet, preparing } = product;
  if (!preparing)
    return (
      <View className="card">
        <Text className="m6 block">{w.product.soldOut}</Text>
        <Text className="t2 block">{w.product.soldOutSay}</Text>
      </View>
    );
  const elsewhere = preparing.outletId !== outlet.id;
  const far = preparing.distanceM && elsewhere ? distance(preparing.distanceM) : '';
  const steps = [
    {
      words: outlet.open ? w.landing.orderNow : w.landing.orderNowClosed(outlet.shortName),
      at: clockOf(new Date(now()).toISOString()),
    },
    {
      words: [w.landing.prepares(preparing.outletName), far].filter(Boolean).join(w.landing.comma),
      at: preparing.opensAt ? promised(preparing.opensAt) : '',
    },
    { words: w.landing.collect, at: w.time.from(promised(preparing.readyAt)) },
  ];
  return (
    <View className="card">
      <Text className="m6 block steps-title">
        {elsewhere
          ? w.landing.soldAndPrepared(outlet.shortName, preparing.outletName)
          : w.landing.soldBy(outlet.shortName)}
      </Text>
      {steps.map(({ words, at }, n) => (
        <View key={words} className={`step ${n === 0 ? 'on' : ''} ${n === 2 ? 'last' : ''}`}>
          <Text className="mark" aria-hidden="true" />
          <Text className="grow">{words}</Text>
          <Text className="at">{at}</Text>
        </View>
      ))}
    </View>
  );
}
