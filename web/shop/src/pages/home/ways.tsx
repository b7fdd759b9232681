/** The two ways to have the goods, each with its earliest moment. */
import { Text, View } from '@tarojs/components';
import type { Home, WayPromise } from '../../api/goods.ts';
import { clockOf, minutesUntil, plainYuan, promised } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { useStore } from '../../store.ts';
import { chooseWay, way } from '../../way.ts';
import { w } from '../../words/index.ts';

/** Minutes while it is soon, else the hour. */
function earliest(promise: WayPromise, open: boolean): string {
  const minutes = minutesUntil(promise.from);
  if (promise.way === 'pickup' && open && minutes < 100)
    return w.home.within(Math.max(5, Math.ceil(minutes / 5) * 5));
  if (promise.to !== null) return w.time.span(promised(promise.from), clockOf(promise.to));
  return promise.way === 'pickup'
    ? w.time.from(promised(promise.from))
    : w.time.by(promised(promise.from));
}

export function Ways({ home }: { home: Home }) {
  const chosen = useStore(way);
  const says = (promise: WayPromise): string => {
    if (promise.way === 'pickup') return `${home.outlet.shortName} · ${home.outlet.address}`;
    if (promise.freeFromFen) return w.home.freeFrom(plainYuan(promise.freeFromFen));
    return w.home.toDoor;
  };
  return (
    <View className="card ways" role="group" aria-label={w.home.ways}>
      {home.ways.map((promise) => (
        <View
          key={promise.way}
          className="way"
          onClick={() => chooseWay(promise.way)}
          aria-pressed={chosen === promise.way ? 'true' : 'false'}
        >
          <Text className="k">
            <Icon name={promise.way === 'pickup' ? 'store' : 'bike'} size="s" />
            {w.ways[promise.way]}
          </Text>
          <Text className="promise">{earliest(promise, home.outlet.open)}</Text>
          <Text className="t3 one">{says(promise)}</Text>
        </View>
      ))}
    </View>
  );
}
