/** What can be done with the order now: pay it, give it up, say it is here, ask something back. */
import { Button } from '@tarojs/components';
import { useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { type Case, isOpen } from '../../api/cases.ts';
import { type Order, tellReceived } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { go } from '../../go.ts';
import { say } from '../../parts/snack.tsx';
import { payFor } from '../../paying.ts';
import { wordsOf } from '../../refusals.ts';
import { w } from '../../words/index.ts';
import { GiveUp } from './give-up.tsx';
import { HavePaid, ScanSheet } from './scan-sheet.tsx';
import { WaySheet } from './way-sheet.tsx';

interface Wish {
  order: Order;
  cases: readonly Case[];
  onChanged: () => void;
}

export function Actions({ order, cases, onChanged }: Wish) {
  const [busy, setBusy] = useState(false);
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
  const pay = (way?: string) => attempt(async () => void (await payFor(order.id, way)));
  const received = (outlet: string) =>
    attempt(async () => {
      await tellReceived(order.id, outlet);
      say(w.order.gotSay);
    });
  const { state } = order;
  const open = cases.some(isOpen);
  const coming = order.parcels.filter((parcel) => parcel.state === 'on_the_way');
  return (
    <>
      <GiveUp order={order} open={open} onChanged={onChanged} />
      {state === 'unpaid' ? (
        <>
          <HavePaid order={order.id} onChanged={onChanged} />
          <Button className="btn main grow" loading={busy} onClick={() => pay()}>
            {w.order.pay(yuan(order.payableFen))}
          </Button>
        </>
      ) : null}
      <ScanSheet order={order} onChanged={onChanged} />
      <WaySheet order={order} choose={pay} />
      {(state === 'received' || state === 'settled') && !open ? (
        <Button className="btn grow" onClick={() => go('aftersales', { id: order.id })}>
          {w.order.afterSales}
        </Button>
      ) : null}
      {state === 'unpaid' || coming.length > 0 ? null : (
        <Button className="btn soft grow" onClick={() => go('browse')}>
          {w.order.buyMore}
        </Button>
      )}
      {coming.map(({ outlet }) => (
        <Button
          key={outlet.id}
          className="btn main grow"
          loading={busy}
          onClick={() => received(outlet.id)}
        >
          {coming.length > 1 ? w.order.gotFrom(outlet.name) : w.order.got}
        </Button>
      ))}
    </>
  );
}
