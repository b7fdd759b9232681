/** What was unticked stays in sight, so that it can be ticked again. */
import { Button, Text, View } from '@tarojs/components';
import { useAnswer } from '../../answer.ts';
import { type Aside, forgetAside, putBack } from '../../aside.ts';
import { quote } from '../../api/orders.ts';
import { language, w } from '../../words/index.ts';
import { Line } from './lines.tsx';

export function AsideCard({ outlet, out }: { outlet: string; out: readonly Aside[] }) {
  const items = out.map(({ sku, quantity }) => ({ sku, quantity }));
  const wish = { outlet, way: 'pickup' as const, items };
  const key = out.length > 0 ? `aside ${JSON.stringify(items)} ${language}` : null;
  const asked = useAnswer(key, () => quote({ ...wish, splitAgreed: true }));
  if (out.length === 0 || !asked.value) return null;
  return (
    <View className="stack left-out">
      <View className="card flat">
        <View className="row group-head">
          <View className="grow">
            <Text className="m6 block">{w.cart.aside}</Text>
            <Text className="t2 block">{w.cart.asideSay}</Text>
          </View>
          <Button className="btn sm" onClick={() => forgetAside(out)}>
            {w.page.remove}
          </Button>
        </View>
        {asked.value.lines.map((line) => (
          <Line
            key={line.sku}
            line={line}
            outlet={outlet}
            ticked={false}
            onTick={() => putBack(outlet, [line])}
          />
        ))}
      </View>
    </View>
  );
}
