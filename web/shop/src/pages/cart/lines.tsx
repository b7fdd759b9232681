/** The lines of a cart, by when and where they can be had, and those that cannot. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import { setAside } from '../../aside.ts';
import type { Parcel, Quote, QuoteLine } from '../../api/orders.ts';
import { putIn } from '../../basket.ts';
import { distance, promised } from '../../format.ts';
import { to } from '../../go.ts';
import { Check } from '../../parts/check.tsx';
import { Price } from '../../parts/price.tsx';
import { pictureOf } from '../../parts/pictures.ts';
import { Stepper } from '../../parts/stepper.tsx';
import { specOf, titleOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

interface Group {
  parcel: Parcel;
  quote: Quote;
  outlet: string;
}

export function ParcelCard({ parcel, quote, outlet }: Group) {
  const lines = quote.lines.filter(({ no }) => parcel.lineNos.includes(no));
  return (
    <View className="card flat">
      <View className="row group-head">
        <Check checked label={w.cart.tickAll} onChange={() => setAside(outlet, lines)} />
        <View className="grow">
          <Text className="m6 block">{w.cart.collectFrom(promised(parcel.promisedAt))}</Text>
          <Text className="t2 block">
            {parcel.outlet.id === outlet
              ? w.landing.soldBy(parcel.outlet.name)
              : w.landing.soldAndPrepared(quote.selling.name, parcel.outlet.name)}
          </Text>
        </View>
        {parcel.outlet.id === outlet ? null : (
          <Text className="tag space">{distance(parcel.distanceM)}</Text>
        )}
      </View>
      {lines.map((line) => (
        <Line
          key={line.sku}
          line={line}
          outlet={outlet}
          ticked
          onTick={() => setAside(outlet, [line])}
        />
      ))}
    </View>
  );
}

interface Row {
  line: QuoteLine;
  outlet: string;
  ticked: boolean;
  onTick: () => void;
}

export function Line({ line, outlet, ticked, onTick }: Row) {
  const { sku, product, quantity, priceFen } = line;
  const title = titleOf(line);
  return (
    <View className={`row cart-line ${ticked ? '' : 'faint'}`}>
      <Check checked={ticked} label={title} onChange={onTick} />
      <Navigator url={to('product', { id: product, sku })} aria-label={title}>
        <Image className="pic" src={pictureOf(product)} lazyLoad width={76} height={76} />
      </Navigator>
      <View className="grow">
        <Text className="m5 two">{title}</Text>
        <Text className="t3 block">{specOf(line)}</Text>
        <View className="row between wrap">
          <Price fen={priceFen} size={18} />
          {ticked ? (
            <Stepper
              name={title}
              quantity={quantity}
              most={999}
              onChange={(next) => putIn(outlet, sku, next)}
            />
          ) : (
            <Text className="t2">{w.orders.pieces(quantity)}</Text>
          )}
        </View>
      </View>
    </View>
  );
}

/** What nobody near by has in this number, each with its way out. */
export function MissingCard({ quote, outlet }: { quote: Quote; outlet: string }) {
  const { missing } = quote;
  if (missing.length === 0) return null;
  return (
    <View className="card flat">
      <View className="group-head">
        <Text className="m6 block">{w.cart.missing}</Text>
        <Text className="t2 block">{w.cart.missingSay}</Text>
      </View>
      {missing.map(({ sku, most }) => {
        const line = quote.lines.find((one) => one.sku === sku);
        if (!line) return null;
        return (
          <View key={sku} className="row cart-line">
            <Image className="pic faded" src={pictureOf(line.product)} width={60} height={60} />
            <View className="grow">
              <Text className="m5 two">{`${titleOf(line)} ${specOf(line)}`}</Text>
              <Text className="t3 block">
                {most > 0 ? w.cart.onlyLeft(most) : w.product.soldOut}
              </Text>
            </View>
            <Button className="btn sm soft" onClick={() => putIn(outlet, sku, most)}>
              {most > 0 ? w.cart.takeOnly(most) : w.page.remove}
            </Button>
          </View>
        );
      })}
    </View>
  );
}
