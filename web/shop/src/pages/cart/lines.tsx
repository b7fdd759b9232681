/** The lines of a cart, by when and where they can be had, and those that cannot. */
import { Image, Navigator, Text, View } from '@tarojs/components';
import type { Missing, Parcel, Quote, QuoteLine } from '../../api/orders.ts';
import { putIn } from '../../basket.ts';
import { distance, promised } from '../../format.ts';
import { to } from '../../go.ts';
import { here } from '../../here.ts';
import { Check } from '../../parts/check.tsx';
import { Price } from '../../parts/price.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { w } from '../../words/index.ts';

interface Group {
  parcel?: Parcel;
  quote?: Quote;
  /** Lines that are left out of this order. */
  lines?: readonly QuoteLine[];
  onToggle: (skus: readonly string[], wanted: boolean) => void;
}

export function ParcelCard({ parcel, quote, lines = parcel?.lines ?? [], onToggle }: Group) {
  const ticked = parcel !== undefined;
  const skus = lines.map(({ skuId }) => skuId);
  return (
    <View className="card flat">
      {parcel && quote ? (
        <View className="row group-head">
          <Check checked label={w.cart.tickAll} onChange={() => onToggle(skus, false)} />
          <View className="grow">
            <Text className="m6 block">{headOf(parcel, quote)}</Text>
            <Text className="t2 block">
              {parcel.outletId === quote.outletId
                ? w.landing.soldBy(quote.outletName)
                : w.landing.soldAndPrepared(quote.outletName, parcel.outletName)}
            </Text>
          </View>
          {parcel.distanceM !== null ? (
            <Text className="tag space">{distance(parcel.distanceM)}</Text>
          ) : null}
        </View>
      ) : null}
      {lines.map((line) => (
        <Line key={line.skuId} line={line} ticked={ticked} onToggle={onToggle} />
      ))}
    </View>
  );
}

const headOf = ({ readyAt }: Parcel, { way }: Quote): string =>
  way === 'pickup' ? w.cart.collectFrom(promised(readyAt)) : w.cart.broughtBy(promised(readyAt));

interface Row {
  line: QuoteLine;
  ticked: boolean;
  onToggle: Group['onToggle'];
}

function Line({ line, ticked, onToggle }: Row) {
  const { skuId, productId, title, spec, picture, quantity, priceFen } = line;
  const set = (next: number) => putIn(here.get().outlet ?? '', skuId, next, title);
  return (
    <View className={`row cart-line ${ticked ? '' : 'faint'}`}>
      <Check checked={ticked} label={title} onChange={(next) => onToggle([skuId], next)} />
      <Navigator url={to('product', { id: productId, sku: skuId })} aria-label={title}>
        <Image className="pic" src={picture} lazyLoad width={76} height={76} />
      </Navigator>
      <View className="grow">
        <Text className="m5 two">{title}</Text>
        <Text className="t3 block">{spec}</Text>
        <View className="row between">
          <Price fen={priceFen} size={18} />
          <Stepper name={title} quantity={quantity} most={999} onChange={set} />
        </View>
      </View>
    </View>
  );
}

export function MissingCard({ missing }: { missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  return (
    <View className="card flat">
      <View className="group-head">
        <Text className="m6 block">{w.cart.missing}</Text>
        <Text className="t2 block">{w.cart.missingSay}</Text>
      </View>
      {missing.map((line) => (
        <View key={line.skuId} className="row cart-line">
          <Image className="pic faded" src={line.picture} lazyLoad width={60} height={60} />
          <View className="grow">
            <Text className="m5 two">{`${line.title} ${line.spec}`}</Text>
            <Text className="t3 block">
              {line.sellable > 0 ? w.cart.onlyLeft(line.sellable) : w.product.soldOut}
            </Text>
          </View>
          <Fix line={line} />
        </View>
      ))}
    </View>
  );
}

/** The way out: as many as there are, or none. */
function Fix({ line: { skuId, sellable, title } }: { line: Missing }) {
  const set = () => putIn(here.get().outlet ?? '', skuId, sellable, title);
  return (
    <View className="btn sm soft" onClick={set}>
      {sellable > 0 ? w.cart.takeOnly(sellable) : w.page.remove}
    </View>
  );
}
