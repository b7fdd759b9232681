/** The last look before paying: how, where, when, how much, and what happens if nobody can. */
import { Button, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { type Quote, quote, type Wish } from '../../api/orders.ts';
import { basket, openBasket } from '../../basket.ts';
import { clockOf } from '../../format.ts';
import { go, goBack } from '../../go.ts';
import { useOutlet } from '../../here.ts';
import { Page } from '../../parts/page.tsx';
import { Price } from '../../parts/price.tsx';
import { Blank, Coming, Refused } from '../../parts/states.tsx';
import { me } from '../../session.ts';
import { useStore } from '../../store.ts';
import { addressId, chooseWay, way } from '../../way.ts';
import { language, w } from '../../words/index.ts';
import { Goods } from './goods.tsx';
import './index.css';
import { placed, usePlacing } from './placing.ts';
import { SplitCard, WhereFrom } from './where-from.tsx';
import { Slots } from './slots.tsx';
import { ToAddress } from './to-address.tsx';
import { WalletSwitches, type WalletWish } from './wallet-switches.tsx';
import { WaySwitch } from './way-switch.tsx';

export default function CheckoutPage() {
  const outlet = useOutlet() ?? '';
  const { items } = useStore(basket);
  const chosenWay = useStore(way);
  const address = useStore(addressId);
  const member = useStore(me);
  const [notBefore, choose] = useState<string | null>(null);
  const [split, agree] = useState(false);
  const [fromWallet, useWallet] = useState<WalletWish | null>(null);
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);

  const brought = chosenWay === 'delivery';
  const wish: Wish = {
    outlet,
    items: [...items],
    way: chosenWay,
    splitAgreed: split,
    ...(brought && address ? { address } : {}),
    ...(notBefore ? { notBefore } : {}),
  };
  const complete = outlet !== '' && items.length > 0 && (!brought || (address !== '' && !!member));
  const key = complete ? `checkout ${JSON.stringify(wish)} ${member?.id} ${language}` : null;
  const asked = useAnswer(key, () => quote(wish));
  const [last, keep] = useState<Quote | null>(null);
  useEffect(() => {
    if (asked.value) keep(asked.value);
  }, [asked.value]);
  useRenewal(asked.value?.expiresAt ?? null, asked.again);
  const placing = usePlacing(wish, asked.again);
  const shown = asked.value ?? last;
  const trouble = placing.trouble ?? asked.trouble;

  if (items.length === 0 && placed.get() === null)
    return (
      <Page title={w.checkout.title}>
        <Blank
          icon="shopping-basket"
          title={w.cart.empty}
          say={w.cart.emptySay}
          label={w.cart.toShop}
          onAct={() => go('browse')}
        />
      </Page>
    );
  const possible = shown !== null && shown.outcome !== 'parked' && complete;
  const foot = (
    <>
      <View className="grow">
        <Text className="t3 block">{w.checkout.payable}</Text>
        {shown && complete ? <Price fen={shown.payableFen} size={26} /> : null}
      </View>
      <Button
        className="btn main submit"
        loading={placing.busy}
        disabled={!possible || !asked.value}
        onClick={() => shown && placing.place(shown, fromWallet)}
      >
        {w.checkout.submit}
      </Button>
    </>
  );
  return (
    <Page title={w.checkout.title} foot={foot} className="checkout">
      <View className="stack">
        <WaySwitch chosen={chosenWay} onChoose={chooseWay} />
        {brought ? <ToAddress chosen={address} /> : null}
        {trouble ? (
          <Refused trouble={trouble}>
            <Button
              className="btn wide"
              onClick={trouble.code === 'orders.cart_changed' ? goBack : asked.again}
            >
              {trouble.code === 'orders.cart_changed' ? w.checkout.lookAgain : w.trouble.again}
            </Button>
          </Refused>
        ) : null}
        {shown && complete ? (
          <>
            <WhereFrom quote={shown} way={chosenWay} />
            {shown.outcome === 'parked' ? (
              <SplitCard quote={shown} agreed={split} onAgree={agree} />
            ) : brought ? null : (
              <Slots quote={shown} chosen={notBefore} onChoose={choose} />
            )}
            <Goods quote={shown} way={chosenWay} phone={member?.phoneMasked ?? null} />
            {member ? (
              <WalletSwitches
                member={member.id}
                payableFen={shown.payableFen}
                chosen={fromWallet ?? { balance: false, points: false }}
                onChoose={useWallet}
              />
            ) : null}
            <Text className="t3 promise-line">{w.checkout.expires(clockOf(shown.expiresAt))}</Text>
          </>
        ) : complete && !trouble ? (
          <Coming bones={[90, 110, 180]} />
        ) : null}
      </View>
    </Page>
  );
}

/** A held price is renewed without asking when its time is over. */
function useRenewal(expiresAt: string | null, again: () => void): void {
  useEffect(() => {
    if (expiresAt === null) return;
    const timer = setTimeout(again, 14 * 60_000);
    return () => clearTimeout(timer);
  }, [expiresAt]);
}
