/** Placing the order: once, however often the button is pressed, and then on to the cashier. */
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { forgetAnswers } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { type Placed, placeOrder, type Quote, type Wish } from '../../api/orders.ts';
import { basket, emptyBasket } from '../../basket.ts';
import { goInstead } from '../../go.ts';
import { payFor } from '../../paying.ts';
import { signedIn } from '../../session.ts';
import { store } from '../../store.ts';

/** The order that this cart has just become. */
export const placed = store<Placed | null>(null);

export interface Placing {
  busy: boolean;
  trouble: Trouble | null;
  place: (quote: Quote) => Promise<void>;
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

  const place = async (quote: Quote) => {
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
      await pay(order.id);
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

/** On to the cashier; when he is away, to the order, which can be paid from there. */
async function pay(order: string): Promise<void> {
  goInstead('order', { id: order });
  forgetAnswers();
  try {
    await payFor(order);
  } catch {
    // The order's page says what is left to do.
  }
}
