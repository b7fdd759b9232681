/** The member's addresses: to send goods to, and to know which store is near. */
import { Button, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { type Address, findAddresses, removeAddress } from '../../api/people.ts';
import { goBack } from '../../go.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';
import { chooseAddress } from '../../way.ts';
import { AddressForm } from './form.tsx';

const fresh = (isDefault: boolean): Address => ({
  id: Taro.randomId(),
  name: '',
  phoneMasked: '',
  detail: '',
  district: '',
  complexId: null,
  lat: 0,
  lng: 0,
  isDefault,
});

export default function AddressesPage() {
  const who = useStore(me);
  const choosing = Taro.useRouter().params['choose'] === '1';
  const book = useAnswer(who ? `addresses ${who.id}` : null, findAddresses);
  const [editing, edit] = useState<Address | null>(null);
  const saved = () => {
    edit(null);
    book.again();
  };
  const remove = async (address: Address) => {
    await removeAddress(address.id);
    saved();
  };
  const pick = (address: Address) => {
    chooseAddress(address.id);
    goBack();
  };
  if (!who)
    return (
      <Page title={w.me.ways.addresses}>
        <Blank
          icon="map-pin"
          title={w.addresses.signIn}
          say={w.addresses.emptySay}
          label={w.signIn.enter}
          onAct={signedIn}
        />
      </Page>
    );
  const add = (
    <Button className="btn main wide" onClick={() => edit(fresh(book.value?.items.length === 0))}>
      {w.addresses.add}
    </Button>
  );
  return (
    <Page title={choosing ? w.addresses.choose : w.me.ways.addresses} foot={add}>
      <View className="stack">
        <Shown answer={book} bones={[80, 80]}>
          {({ items }) =>
            items.length === 0 ? (
              <Blank icon="map-pin" title={w.addresses.empty} say={w.addresses.emptySay} />
            ) : (
              items.map((address) => (
                <View key={address.id} className="card row">
                  <View className="grow" {...(choosing ? { onClick: () => pick(address) } : {})}>
                    <Text className="m5 block">{`${address.district}${address.detail}`}</Text>
                    <Text className="t2 block">{`${address.name} ${address.phoneMasked}`}</Text>
                    {address.isDefault ? (
                      <Text className="tag ok">{w.addresses.isDefault}</Text>
                    ) : null}
                  </View>
                  <Button
                    className="ib44"
                    aria-label={w.addresses.edit(address.detail)}
                    onClick={() => edit(address)}
                  >
                    <Icon name="pencil" />
                  </Button>
                  <Button
                    className="ib44"
                    aria-label={w.addresses.remove(address.detail)}
                    onClick={() => remove(address)}
                  >
                    <Icon name="trash-2" />
                  </Button>
                </View>
              ))
            )
          }
        </Shown>
      </View>
      <Sheet show={editing !== null} onLeave={() => edit(null)} title={w.addresses.title}>
        {editing ? <AddressForm address={editing} onSaved={saved} /> : null}
      </Sheet>
    </Page>
  );
}
