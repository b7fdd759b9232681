/** Waiting for money: the code to scan on a desk, and the button of whoever has paid already. */
import { Button, Image, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { askPayment } from '../../api/money.ts';
import type { Order } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { scanning } from '../../paying.ts';
import { wordsOf } from '../../refusals.ts';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';

interface Asked {
  order: string;
  onChanged: () => void;
}
const LOOK_MS = 3_000;

export function HavePaid({ order, onChanged }: Asked) {
  const [busy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    try {
      const { state } = await askPayment(order);
      if (state === 'unpaid') say(w.order.notYetPaid);
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
    onChanged();
  };
  return (
    <Button className="btn soft" loading={busy} onClick={look}>
      {w.order.havePaid}
    </Button>
  );
}

/** Looks by itself while it stands open, and goes when the order is paid. */
export function ScanSheet({ order, onChanged }: { order: Order; onChanged: () => void }) {
  const scan = useStore(scanning);
  const open = scan?.order === order.id && order.state === 'unpaid';
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(onChanged, LOOK_MS);
    return () => clearInterval(timer);
  }, [open]);
  const close = () => scanning.set(null);
  return (
    <Sheet show={open} title={w.order.scanTitle} onLeave={close}>
      <View className="scan-pay">
        <Text className="h1 block">{yuan(order.payableFen)}</Text>
        {scan ? (
          <Image
            className="qr"
            src={scan.code}
            width={220}
            height={220}
            aria-label={w.order.scanSquare}
          />
        ) : null}
        <Text className="t2 block">{w.order.scanSay}</Text>
        <HavePaid order={order.id} onChanged={onChanged} />
      </View>
    </Sheet>
  );
}
