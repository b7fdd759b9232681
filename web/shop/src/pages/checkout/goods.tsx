/** What is bought and what it costs, line by line. */
import { Image, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Quote } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { pictureOf } from '../../parts/pictures.ts';
import { Row, Sums } from '../../parts/sums.tsx';
import type { Way } from '../../way.ts';
import { specOf, titleOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

interface Bought {
  quote: Quote;
  way: Way;
  phone: string | null;
}

export function Goods({ quote, way, phone }: Bought) {
  const [open, setOpen] = useState(false);
  const pieces = quote.lines.reduce((n, { quantity }) => n + quantity, 0);
  return (
    <View className="card goods">
      <View className="row" aria-expanded={open ? 'true' : 'false'} onClick={() => setOpen(!open)}>
        {quote.lines.slice(0, 4).map((line) => (
          <Image
            key={line.sku}
            className="pic"
            src={pictureOf(line.product)}
            width={48}
            height={48}
            aria-label={titleOf(line)}
          />
        ))}
        <Text className="t2 grow right">{w.checkout.pieces(pieces)}</Text>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size="s" />
      </View>
      {open
        ? quote.lines.map((line) => (
            <View key={line.sku} className="kv">
              <Text>{`${titleOf(line)} ${specOf(line)} × ${line.quantity}`}</Text>
              <Text className="v">{yuan(line.grossFen)}</Text>
            </View>
          ))
        : null}
      <View className="hr" />
      <Sums price={quote} way={way} />
      {phone ? <Row name={w.checkout.phone} value={phone} /> : null}
    </View>
  );
}
