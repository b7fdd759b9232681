/** What can be done about it: each way in a sentence, or in a sentence why it is not open. */
import { Text, View } from '@tarojs/components';
import type { Kind, LineOffer } from '../../api/cases.ts';
import { dayName, yuan } from '../../format.ts';
import { language, w } from '../../words/index.ts';

const WAYS: readonly Kind[] = [
  'return_and_refund',
  'refund_only',
  'exchange',
  'not_happy',
  'price_protection',
];

interface Wish {
  kind: Kind;
  chosen: readonly LineOffer[];
  onChoose: (kind: Kind) => void;
}

export function Ways({ kind, chosen, onChoose }: Wish) {
  return (
    <View className="card col">
      <Text className="m6 block">{w.aftersales.how}</Text>
      <View className="ways" role="radiogroup" aria-label={w.aftersales.how}>
        {WAYS.map((one) => {
          const why = whyNotOf(one, chosen);
          return (
            <View
              key={one}
              className="way"
              role="radio"
              aria-checked={one === kind ? 'true' : 'false'}
              aria-disabled={why === null ? 'false' : 'true'}
              onClick={() => (why === null ? onChoose(one) : undefined)}
            >
              <Text className="m5 block">{w.aftersales.ways[one]}</Text>
              <Text className="t3 block">
                {why === null ? meaningOf(one, chosen) : w.aftersales.whyNot(why)}
              </Text>
            </View>
          );
        })}
      </View>
    </View>
  );
}

/** One line that cannot is enough. */
function whyNotOf(kind: Kind, chosen: readonly LineOffer[]): string | null {
  if (kind === 'exchange' && chosen.length > 1) return 'one_at_a_time';
  for (const { kinds } of chosen) {
    const why = kinds.find((one) => one.kind === kind)?.whyNot ?? null;
    if (why !== null) return why;
  }
  return null;
}

function meaningOf(kind: Kind, chosen: readonly LineOffer[]): string {
  const until = chosen
    .flatMap(({ kinds }) => kinds.find((one) => one.kind === kind)?.until ?? [])
    .sort()[0];
  const happy = chosen[0]?.terms?.happy ?? null;
  const say =
    kind === 'not_happy' && happy !== null
      ? w.aftersales.happy(happy.days, happy.opened, happy.freight === 'store', happy.evidence)
      : w.aftersales.means[kind];
  return until ? `${say} ${w.aftersales.until(dayName(until))}` : say;
}

interface Other {
  offer: LineOffer;
  sku: string | null;
  onChoose: (sku: string) => void;
}
export function Swaps({ offer, sku, onChoose }: Other) {
  return (
    <View className="card col">
      <Text className="m6 block">{w.aftersales.swapFor}</Text>
      <View className="ways" role="radiogroup" aria-label={w.aftersales.swapFor}>
        {offer.swaps.map((one) => (
          <View
            key={one.sku}
            className="way"
            role="radio"
            aria-checked={one.sku === sku ? 'true' : 'false'}
            onClick={() => onChoose(one.sku)}
          >
            <Text className="m5 block">
              {language === 'en' ? one.specEn || one.spec : one.spec}
            </Text>
            <Text className="t3 block">
              {w.aftersales.swapMore(one.moreFen, yuan(Math.abs(one.moreFen)))}
            </Text>
          </View>
        ))}
      </View>
    </View>
  );
}
