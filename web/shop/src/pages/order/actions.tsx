/** What can be done with the order now: pay it, cancel it, ask for something back. */
import { Button, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { cancelOrder, openPayment } from '../../api/money.ts';
import type { Order } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { go } from '../../go.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { wordsOf } from '../../refusals.ts';
import { w } from '../../words/index.ts';

/** Once it is being prepared, giving it back is a matter for the store. */
const CANCELLABLE = new Set(['unpaid', 'paid']);

interface Wish {
  order: Order;
  onChanged: () => void;
}

export function Actions({ order, onChanged }: Wish) {
  const [busy, setBusy] = useState(false);
  const [asking, ask] = useState(false);
  const attempt = async (step: () => Promise<void>) => {
    setBusy(true);
    try {
      await step();
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
    onChanged();
  };
  const pay = () =>
    attempt(async () => Taro.requestPayment({ url: (await openPayment(order.id)).payUrl }));
  const cancel = () =>
    attempt(async () => {
      ask(false);
      await cancelOrder(order.id, w.order.cancelReason);
    });
  const { state } = order;
  return (
    <>
      {CANCELLABLE.has(state) ? (
        <Button className="btn grow" onClick={() => ask(true)}>
          {w.order.cancel}
        </Button>
      ) : null}
      {state === 'unpaid' ? (
        <Button className="btn main grow" loading={busy} onClick={pay}>
          {w.order.pay(yuan(order.payableFen))}
        </Button>
      ) : null}
      {state === 'received' ? (
        <Button className="btn grow" onClick={() => go('aftersales', { id: order.id })}>
          {w.order.afterSales}
        </Button>
      ) : null}
      {state === 'unpaid' ? null : (
        <Button className="btn soft grow" onClick={() => go('browse')}>
          {w.order.buyMore}
        </Button>
      )}
      <Sheet show={asking} onLeave={() => ask(false)} title={w.order.cancel}>
        <View className="col">
          <Text>
            {state === 'unpaid'
              ? w.order.cancelUnpaid
              : w.order.cancelPaid(yuan(order.payableFen - order.refundedFen))}
          </Text>
          <Button className="btn wide" onClick={cancel}>
            {w.order.cancelYes}
          </Button>
          <Button className="btn main wide" onClick={() => ask(false)}>
            {w.order.cancelNo}
          </Button>
        </View>
      </Sheet>
    </>
  );
}
