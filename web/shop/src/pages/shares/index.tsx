/** My shares: the newest as a tree, the others as lines. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findGuests, findShares, type Share } from '../../api/shares.ts';
import { when } from '../../format.ts';
import { go } from '../../go.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { ShareButton } from '../../parts/share-button.tsx';
import { Blank, Coming, Shown } from '../../parts/states.tsx';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { titleOf } from '../../words/goods.ts';
import { language, w } from '../../words/index.ts';
import './index.css';
import { Tree } from './tree.tsx';

export default function SharesPage() {
  const who = useStore(me);
  const shares = useAnswer(who ? `shares ${who.id} ${language}` : null, () => findShares());
  const [chosen, choose] = useState<string | null>(null);
  if (!who)
    return (
      <Page title={w.shares.title}>
        {who === null ? (
          <Blank
            icon="share-2"
            title={w.shares.signIn}
            say={w.shares.noneSay}
            label={w.signIn.enter}
            onAct={signedIn}
          />
        ) : (
          <Coming bones={[260, 64, 64]} />
        )}
      </Page>
    );
  return (
    <Page title={w.shares.title} className="shares">
      <Shown answer={shares} bones={[260, 64, 64]}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank
              icon="share-2"
              title={w.shares.none}
              say={w.shares.noneSay}
              label={w.shares.pick}
              onAct={() => go('browse')}
            />
          ) : (
            <View className="stack">
              <Chosen brief={items.find(({ code }) => code === chosen) ?? (items[0] as Share)} />
              <View className="card flat" role="list">
                {items.map((brief) => (
                  <View key={brief.code} role="listitem">
                    <Line brief={brief} onChoose={() => choose(brief.code)} />
                  </View>
                ))}
              </View>
              <Text className="t3">{w.shares.law}</Text>
            </View>
          )
        }
      </Shown>
    </Page>
  );
}

function Chosen({ brief }: { brief: Share }) {
  const guests = useAnswer(`guests ${brief.code}`, () => findGuests(brief.code));
  return (
    <View className="card">
      <View className="row between top">
        <View className="grow">
          <Text className="m6 block">{titleOf(brief)}</Text>
          <Text className="t3 block">{w.shares.sharedOn(when(brief.madeAt))}</Text>
        </View>
        <Text className="t3 nw">{w.shares.seen(brief.visits)}</Text>
      </View>
      {guests.value ? <Tree share={brief} guests={guests.value.items} /> : <Coming bones={[150]} />}
      {brief.productId ? (
        <ShareButton
          className="btn soft wide"
          label={w.shares.again}
          title={titleOf(brief)}
          target={{ kind: 'product', id: brief.productId }}
        />
      ) : null}
    </View>
  );
}

function Line({ brief, onChoose }: { brief: Share; onChoose: () => void }) {
  const { madeAt, visits, joined, orders } = brief;
  const figures = [
    `${w.shares.visits} ${visits}`,
    `${w.shares.joined} ${joined}`,
    `${w.shares.orders} ${orders}`,
  ];
  return (
    <Button className="line" onClick={onChoose}>
      <View className="grow">
        <Text className="m5 one">{titleOf(brief)}</Text>
        <Text className="t3 one">{figures.join(' · ')}</Text>
      </View>
      <Text className="t3 nw">{when(madeAt)}</Text>
      <Icon name="chevron-right" size="s" />
    </Button>
  );
}
