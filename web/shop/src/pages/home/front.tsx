/**
 * The shop front: lit by day, with the lamp on by night. It follows the outlet, not the phone's
 * clock.
 */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import type { Home, Outlet } from '../../api/goods.ts';
import { closing, distance, promised } from '../../format.ts';
import { to } from '../../go.ts';
import { changeLook, look } from '../../look.ts';
import { Icon } from '../../parts/icon.tsx';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';

function stateLine({ open, opensAt, closesAt, pausedReason }: Outlet): string {
  if (pausedReason !== null) return pausedReason || w.home.pausedSay;
  if (open) return closesAt ? w.home.openUntil(closing(closesAt)) : w.home.openAllDay;
  return opensAt ? w.home.opens(promised(opensAt)) : w.home.noOpening;
}

function stateWord({ open, pausedReason }: Outlet, big: boolean): string {
  if (pausedReason !== null) return w.home.paused;
  if (open) return w.home.open;
  return big ? w.home.closedBig : w.home.closed;
}

export function Front({ home }: { home: Home | null }) {
  const { big } = useStore(look);
  const outlet = home?.outlet;
  const night = outlet ? !outlet.open : false;
  return (
    <View className={`front ${night ? 'night' : 'day'}`} role="banner">
      {outlet && !big ? (
        <View className="facade" aria-hidden="true">
          <Image src={`/storefront-${night ? 'closed' : 'open'}.svg`} width={180} height={89} />
          <Text className="sign">{home?.chainName}</Text>
        </View>
      ) : null}
      <View className="row between">
        <Navigator className="place" url={to('outlets')}>
          <Icon name="map-pin" size="s" />
          <Text className="one">{outlet ? placeOf(home, outlet) : w.home.finding}</Text>
          <Icon name="chevron-down" size="s" />
        </Navigator>
        <Button className="letters" onClick={() => changeLook({ big: !big })}>
          {big ? w.home.plainLetters : w.home.bigLetters}
        </Button>
      </View>
      {outlet ? (
        <>
          <View className="state" role="heading" aria-level={1}>
            {night ? <Icon name="moon" /> : <Text className="lamp" />}
            {stateWord(outlet, big)}
          </View>
          <Text className="until">{stateLine(outlet)}</Text>
        </>
      ) : null}
    </View>
  );
}

function placeOf(home: Home, { shortName, distanceM }: Outlet): string {
  const parts = [home.chainName, shortName];
  if (distanceM !== null) parts.push(distance(distanceM));
  return parts.join(' · ');
}
