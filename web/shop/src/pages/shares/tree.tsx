/** Whom one share reached: oneself on top, the guests below, what they did under each. */
import { Image, Text, View } from '@tarojs/components';
import type { Guest, Share } from '../../api/shares.ts';
import { portraitOf } from '../../parts/pictures.ts';
import { me } from '../../session.ts';
import { useStore } from '../../store.ts';
import { titleOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

/** As many as stand side by side on a phone. */
const SHOWN = 4;

export function Tree({ share, guests }: { share: Share; guests: readonly Guest[] }) {
  const who = useStore(me);
  const shown = guests.slice(0, SHOWN);
  const deeper = guests.reduce((sum, { sharedOn }) => sum + sharedOn, 0);
  return (
    <View
      className="tree"
      role="img"
      aria-label={w.shares.tree(titleOf(share), share.visits, share.orders)}
    >
      <View className="root">
        <Image className="av" src={portraitOf(who?.name ?? '')} width={40} height={40} />
        <Text className="t2">{w.shares.you}</Text>
      </View>
      {shown.length > 0 ? (
        <>
          <View className="stem" />
          <View className="guests">
            {shown.map((guest, n) => (
              <Leaf key={n} guest={guest} first={n === 0} last={n === shown.length - 1} />
            ))}
          </View>
        </>
      ) : null}
      {deeper > 0 ? <Text className="t3 ctr block">{w.shares.deeper(deeper)}</Text> : null}
    </View>
  );
}

interface Branch {
  guest: Guest;
  first: boolean;
  last: boolean;
}

function Leaf({ guest: { name, outcome }, first, last }: Branch) {
  return (
    <View className={`guest ${outcome} ${first ? 'first' : ''} ${last ? 'end' : ''}`}>
      <Image className="av" src={portraitOf(name)} width={38} height={38} />
      <Text className="n">{name || w.shares.neighbour}</Text>
      <Text className="o">{w.shares.outcomes[outcome]}</Text>
    </View>
  );
}
