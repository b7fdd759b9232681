/** The outlets near by: which one to shop at. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findOutlets, type Outlet } from '../../api/goods.ts';
import { closing, distance, promised } from '../../format.ts';
import { goInstead } from '../../go.ts';
import { here, locate, walkInto } from '../../here.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../parts/snack.tsx';
import { Shown } from '../../parts/states.tsx';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';

function stateOf({ open, opensAt, closesAt, pausedReason }: Outlet): string {
  if (pausedReason !== null) return w.home.paused;
  if (open) return closesAt ? w.home.openUntil(closing(closesAt)) : w.home.open;
  return opensAt ? w.home.opensAgain(promised(opensAt)) : w.home.closed;
}

export default function OutletsPage() {
  const where = useStore(here);
  const outlets = useAnswer(`outlets ${where.lat} ${where.lng}`, () =>
    findOutlets({ lat: where.lat, lng: where.lng }),
  );
  const [busy, setBusy] = useState(false);
  const nearest = async () => {
    setBusy(true);
    const found = await locate();
    setBusy(false);
    if (!found) say(w.outlets.refused);
  };
  const choose = (outlet: Outlet) => {
    walkInto(outlet.id);
    goInstead('home');
  };
  return (
    <Page title={w.outlets.title}>
      <View className="stack">
        <Button className="btn wide" loading={busy} onClick={nearest}>
          <Icon name="navigation" size="s" />
          {w.outlets.locate}
        </Button>
        <Shown answer={outlets} bones={[72, 72, 72, 72, 72]}>
          {({ items }) => (
            <View className="card flat" role="list">
              {items.map((outlet) => (
                <View key={outlet.id} role="listitem">
                  <Button className="line" onClick={() => choose(outlet)}>
                    <View className="grow">
                      <Text className="m5 one">{outlet.shortName}</Text>
                      <Text className="t3 one">{outlet.address}</Text>
                    </View>
                    <View className="right">
                      <Text className={`tag ${outlet.open ? 'ok' : ''}`}>{stateOf(outlet)}</Text>
                      {outlet.distanceM !== null ? (
                        <Text className="t3 block">{distance(outlet.distanceM)}</Text>
                      ) : null}
                    </View>
                    {outlet.id === where.outlet ? <Icon name="check" /> : null}
                  </Button>
                </View>
              ))}
            </View>
          )}
        </Shown>
      </View>
    </Page>
  );
}
