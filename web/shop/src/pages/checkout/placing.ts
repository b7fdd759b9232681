/** Placing the order: once, however often the button is pressed, and then on to the cashier. */
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { forgetAnswers } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { type Placed, placeOrder, type Quote, type Wish } from '../../api/orders.ts';
import { payByWallet } from '../../api/wallet.ts';
import { basket, emptyBasket } from '../../basket.ts';
import { goInstead } from '../../go.ts';
import { payFor } from '../../paying.ts';
import { say } from '../../parts/snack.tsx';
import { wordsOf } from '../../refusals.ts';
import { signedIn } from '../../session.ts';
import { store } from '../../store.ts';
import type { WalletWish } from './wallet-switches.tsx';

/** The order that this cart has just become. */
export const placed = store<Placed | null>(null);

export interface Placing {
  busy: boolean;
  trouble: Trouble | null;
  place: (quote: Quote, fromWallet: WalletWish | null) => Promise<void>;
}

export function usePlacing(wish: Wish, again: () => void): Placing {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // The same wish keeps its id, so that a repeated press is answered with the same order.
  const ids = useRef(new Map<string, string>());
  const idOf = (said: string): string => {
    const id = ids.current.get(said) ?? Taro.randomId();
    ids.current.set(said, id);
    return id;
  };

  const place = async (quote: Quote, fromWallet: WalletWish | null) => {
    setTrouble(null);
    if (!(await signedIn())) return;
    const { id: cart, version } = basket.get();
    if (cart === null) return;
    setBusy(true);
    try {
      const id = idOf(JSON.stringify([wish, cart, version]));
      const sent = { ...wish, id, cart: { id: cart, version }, quoteToken: quote.token, note: '' };
      const order = await placeOrder(sent);
      placed.set(order);
      emptyBasket();
      await pay(order.id, fromWallet);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setTrouble(error);
      // The server has another price or another stock than was shown: show its own.
      if (/^(pricing|inventory|fulfilment)\./.test(error.code)) again();
    }
    setBusy(false);
    placed.set(null);
  };
  return { busy, trouble, place };
}

/** The wallet first, then on to the cashier; what is left can be paid from the order's page. */
async function pay(order: string, fromWallet: WalletWish | null): Promise<void> {
  goInstead('order', { id: order });
  forgetAnswers();
  try {
    if (fromWallet?.balance || fromWallet?.points) {
      const { state } = await payByWallet(order, fromWallet);
      forgetAnswers();
      if (state === 'paid') return;
    }
    await payFor(order);
  } catch (error) {
    // The order's page says what is left to do.
    if (error instanceof Trouble && error.code.startsWith('wallet.')) say(await wordsOf(error));
  }
}
