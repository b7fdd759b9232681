/** Which outlet prepares it and why; and when several must, a yes is asked first. */
import { Button, Text, View } from '@tarojs/components';
import type { Parcel, Quote } from '../../api/orders.ts';
import { distance, promised } from '../../format.ts';
import { putIn } from '../../basket.ts';
import type { Way } from '../../way.ts';
import { titleOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

export function WhereFrom({ quote, way }: { quote: Quote; way: Way }) {
  return (
    <>
      {quote.parcels.map((parcel) => (
        <View key={parcel.outlet.id} className="card flat">
          {parcel.outlet.id === quote.selling.id ? null : <Sketch />}
          <View className="from">
            <View className="row between">
              <Text className="m6 one">{parcel.outlet.name}</Text>
              {parcel.distanceM > 20 ? (
                <Text className="t2 nw">{distance(parcel.distanceM)}</Text>
              ) : null}
            </View>
            {way === 'pickup' ? <Text className="t2 block">{parcel.outlet.address}</Text> : null}
            <Text className="m5 block">
              {way === 'pickup'
                ? w.product.ready(promised(parcel.promisedAt))
                : w.checkout.arrives(promised(parcel.promisedAt))}
            </Text>
            <Text className="t3 block">{reasonOf(parcel, quote)}</Text>
          </View>
        </View>
      ))}
    </>
  );
}

function reasonOf(parcel: Parcel, quote: Quote): string {
  const { selling, sellingVerdict, outcome } = quote;
  if (outcome === 'split') return w.checkout.splitHere(goodsOf(parcel, quote));
  if (parcel.outlet.id === selling.id) return w.checkout.own;
  const reasons: Readonly<Record<string, string>> = w.checkout.verdicts;
  return w.checkout.because(selling.name, reasons[sellingVerdict] ?? w.checkout.verdicts.possible);
}

const goodsOf = ({ lineNos }: Parcel, { lines }: Quote): string =>
  lines
    .filter(({ no }) => lineNos.includes(no))
    .map((line) => w.aftersales.pieceOf(titleOf(line), line.quantity))
    .join(w.guide.comma);

/** The way from one store to the other, as a drawing: not a map. */
function Sketch() {
  return (
    <View className="sketch" aria-hidden="true">
      <View className="road a" />
      <View className="road b" />
      <View className="road c" />
      <View className="dot-from" />
      <View className="dash" />
      <View className="pin" />
    </View>
  );
}

const leftOf = (most: number): string => (most > 0 ? w.cart.onlyLeft(most) : w.product.soldOut);

interface Split {
  quote: Quote;
  agreed: boolean;
  onAgree: (yes: boolean) => void;
}

/** Nobody has it all: two stores with a yes, fewer pieces, or another day. */
export function SplitCard({ quote, agreed, onAgree }: Split) {
  const { missing, couldSplit, selling } = quote;
  return (
    <View className="card col" role="alert">
      <Text className="m6 block">
        {missing.length > 0 ? w.checkout.notEnough : w.checkout.nobody}
      </Text>
      {missing.map(({ sku, title, most }) => (
        <View key={sku} className="row between">
          <Text className="t2 grow">{[title, leftOf(most)].join(' · ')}</Text>
          <Button className="btn sm soft" onClick={() => putIn(selling.id, sku, most)}>
            {most > 0 ? w.cart.takeOnly(most) : w.page.remove}
          </Button>
        </View>
      ))}
      {missing.length === 0 && couldSplit && !agreed ? (
        <>
          <Text className="t2 block">{w.checkout.splitSay}</Text>
          <Button className="btn main wide" onClick={() => onAgree(true)}>
            {w.checkout.splitYes}
          </Button>
        </>
      ) : missing.length === 0 ? (
        <Text className="t2 block">{w.checkout.nobodySay}</Text>
      ) : null}
    </View>
  );
}
