/** A price line by line, with the split of each discount: nothing is added that is not said. */
import { Text, View } from '@tarojs/components';
import type { Quote } from '../api/orders.ts';
import { plainYuan, yuan } from '../format.ts';
import { w } from '../words/index.ts';

type Summed = Pick<
  Quote,
  'parcels' | 'promotions' | 'grossFen' | 'discountFen' | 'freightFen' | 'payableFen' | 'way'
>;

export function Sums({ quote }: { quote: Summed }) {
  const lines = quote.parcels.flatMap((parcel) => parcel.lines);
  const pieces = lines.reduce((n, { quantity }) => n + quantity, 0);
  const rule = quote.promotions.filter((one) => one.reached).at(-1);
  const split = lines
    .filter(({ discountFen }) => discountFen > 0)
    .map(({ title, discountFen }) => w.sums.part(title, (discountFen / 100).toFixed(2)))
    .join(w.sums.comma);
  return (
    <View className="sums">
      <Row name={w.sums.goods(pieces)} value={yuan(quote.grossFen)} />
      {quote.discountFen > 0 ? (
        <Row
          name={
            rule ? w.cart.rule(plainYuan(rule.fromFen), plainYuan(rule.offFen)) : w.sums.discount
          }
          note={lines.length > 1 ? split : ''}
          value={yuan(-quote.discountFen)}
          less
        />
      ) : null}
      <Row
        name={quote.way === 'pickup' ? w.ways.pickup : w.sums.freight}
        value={yuan(quote.freightFen)}
      />
    </View>
  );
}

interface Sum {
  name: string;
  note?: string;
  value: string;
  less?: boolean;
}

export function Row({ name, note, value, less }: Sum) {
  return (
    <View className="kv">
      <Text>
        {name}
        {note ? <Text className="t3">{w.sums.note(note)}</Text> : null}
      </Text>
      <Text className={`v ${less ? 'less' : ''}`}>{value}</Text>
    </View>
  );
}
