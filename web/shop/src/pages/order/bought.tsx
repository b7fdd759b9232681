/** The lines of the order and how its price came about; returned pieces are said. */
import { Image, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Order, OrderLine } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { pictureOf } from '../../parts/pictures.ts';
import { Row, Sums } from '../../parts/sums.tsx';
import { w } from '../../words/index.ts';

export function Bought({ order }: { order: Order }) {
  const [open, setOpen] = useState(false);
  const goods = order.lines.filter(({ no }) => no > 0);
  const pieces = goods.reduce((n, { quantity }) => n + quantity, 0);
  return (
    <View className="card bought">
      <View className="row" aria-expanded={open ? 'true' : 'false'} onClick={() => setOpen(!open)}>
        {goods.slice(0, 4).map((line) => (
          <Image
            key={line.no}
            className="pic"
            src={pictureOf(line.product ?? '')}
            width={48}
            height={48}
            aria-label={line.title}
          />
        ))}
        <Text className="t2 grow right">
          {w.order.paidFor(pieces)} <Text className="m6 ink">{yuan(order.payableFen)}</Text>
        </Text>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size="s" />
      </View>
      {open ? (
        <>
          <View className="hr" />
          {goods.map((line) => (
            <Line key={line.no} line={line} />
          ))}
          <View className="hr" />
          <Sums price={order} way={order.way} />
          {order.contactMasked ? <Row name={w.order.contact} value={order.contactMasked} /> : null}
        </>
      ) : null}
    </View>
  );
}

function Line({ line }: { line: OrderLine }) {
  const { title, spec, quantity, priceFen, refundedPieces, refundedFen } = line;
  return (
    <View className="kv">
      <Text>
        {`${title} ${spec} × ${quantity}`}
        {refundedFen > 0 ? (
          <Text className="warnc">{w.order.returned(refundedPieces, yuan(refundedFen))}</Text>
        ) : null}
      </Text>
      <Text className="v">{yuan(priceFen * quantity)}</Text>
    </View>
  );
}
