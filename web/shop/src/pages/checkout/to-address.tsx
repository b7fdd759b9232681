/** Where the goods are to be brought. */
import { Button, Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { useAnswer } from '../../answer.ts';
import { findAddresses } from '../../api/people.ts';
import { go } from '../../go.ts';
import { Icon } from '../../parts/icon.tsx';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { chooseAddress } from '../../way.ts';
import { w } from '../../words/index.ts';

export function ToAddress({ chosen }: { chosen: string }) {
  const who = useStore(me);
  const book = useAnswer(who ? `addresses ${who.id}` : null, findAddresses);
  const items = book.value?.items ?? [];
  const address = items.find(({ id }) => id === chosen);
  useEffect(() => {
    const first = items[0];
    if (!address && first) chooseAddress(first.id);
  }, [book.value]);
  const open = async () => {
    if (await signedIn()) go('addresses', { choose: '1' });
  };
  return (
    <Button className="card row to-address" onClick={open}>
      <Icon name="map-pin" />
      <View className="grow">
        {address ? (
          <>
            <Text className="m5 block">{`${address.district}${address.detail}`}</Text>
            <Text className="t2 block">{`${address.name} ${address.phoneMasked}`}</Text>
          </>
        ) : (
          <Text className="m5 block">{w.addresses.choose}</Text>
        )}
      </View>
      <Icon name="chevron-right" size="s" />
    </Button>
  );
}
