/** A price line by line, with the split of each discount: nothing is added that is not said. */
import { Text, View } from '@tarojs/components';
import type { QuoteStep } from '../api/orders.ts';
import { plainYuan, yuan } from '../format.ts';
import type { Way } from '../way.ts';
import { w } from '../words/index.ts';
import { titleOf } from '../words/goods.ts';

interface Summed {
  steps: readonly QuoteStep[];
  lines: readonly { no: number; title: string; titleEn?: string; quantity: number }[];
}

export function Sums({ price: { lines, steps }, way }: { price: Summed; way: Way }) {
  return (
    <View className="sums">
      {steps.map((step, n) => (
        <Step key={n} step={step} lines={lines} />
      ))}
      {way === 'pickup' ? <Row name={w.ways.pickup} value={yuan(0)} /> : null}
    </View>
  );
}

function Step({ step, lines }: { step: QuoteStep; lines: Summed['lines'] }) {
  const goods = lines.filter(({ no }) => no > 0);
  if (step.kind === 'goods')
    return (
      <Row
        name={w.sums.goods(goods.reduce((n, { quantity }) => n + quantity, 0))}
        value={yuan(step.amountFen)}
      />
    );
  if (step.kind === 'freight') return <Row name={w.sums.freight} value={yuan(step.amountFen)} />;
  if (step.kind === 'freight_free')
    return <Row name={w.sums.freightFree(plainYuan(step.fromFen))} value={yuan(0)} />;
  const parts = step.parts
    .filter(({ offFen }) => offFen > 0)
    .map(({ no, offFen }) => {
      const line = goods.find((one) => one.no === no);
      const title = line ? titleOf(line) : '';
      return w.sums.part(title, (offFen / 100).toFixed(2));
    });
  const note = parts.length > 1 ? parts.join(w.sums.comma) : '';
  return <Row name={step.name} note={note} value={yuan(-step.amountFen)} less />;
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
