/**
 * Giving the order up: at once while nobody works on it; once it is being prepared the store is
 * asked, and says yes or no.
 */
import { Button, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { askToCancel, cancelOrder } from '../../api/money.ts';
import type { Order } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';

const AT_ONCE = new Set(['unpaid', 'paid']);
const ASKED = new Set(['picking', 'ready']);

interface Wish {
  order: Order;
  /** A request is waiting for its answer: there is no second one beside it. */
  open: boolean;
  onChanged: () => void;
}

export function GiveUp({ order, open, onChanged }: Wish) {
  const [shown, show] = useState(false);
  const { state, parked } = order;
  const atOnce = AT_ONCE.has(state) && !parked;
  const asked = ASKED.has(state) && !open;
  const label = atOnce ? w.order.cancel : w.order.askCancel;
  if (!atOnce && !asked) return null;
  const done = () => {
    show(false);
    onChanged();
  };
  return (
    <>
      <Button className="btn grow" onClick={() => show(true)}>
        {label}
      </Button>
      <Sheet show={shown} onLeave={() => show(false)} title={label}>
        <Choice order={order} atOnce={atOnce} onDone={done} onLeave={() => show(false)} />
      </Sheet>
    </>
  );
}

interface Choosing {
  order: Order;
  atOnce: boolean;
  onDone: () => void;
  onLeave: () => void;
}

function Choice({ order, atOnce, onDone, onLeave }: Choosing) {
  const caseId = useRef(Taro.randomId());
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const rest = yuan(order.payableFen - order.refundedFen);
  const giveUp = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      if (atOnce) await cancelOrder(order.id, w.order.cancelReason);
      else {
        await askToCancel(order.id, caseId.current);
        say(w.order.askedCancel);
      }
      onDone();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  const paidSay = atOnce ? w.order.cancelPaid(rest) : w.order.askCancelSay(rest);
  return (
    <View className="col">
      <Text>{order.state === 'unpaid' ? w.order.cancelUnpaid : paidSay}</Text>
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button className="btn wide" loading={busy} onClick={giveUp}>
        {atOnce ? w.order.cancelYes : w.order.askCancelYes}
      </Button>
      <Button className="btn main wide" onClick={onLeave}>
        {w.order.cancelNo}
      </Button>
    </View>
  );
}
