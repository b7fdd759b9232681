/** The eight digits and the square to be handed the goods with, and the outlet that has them. */
import { Button, Image, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import type { Order, OrderParcel } from '../../api/orders.ts';
import { distance, when } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { w } from '../../words/index.ts';

interface Parcel {
  order: Order;
  parcel: OrderParcel;
}

export function CodeCard({ order, parcel }: Parcel) {
  const { outlet, code, shelf, distanceM, receivedAt } = parcel;
  if (order.state === 'unpaid' || order.state === 'cancelled') return null;
  const several = order.parcels.length > 1;
  return (
    <View className="card code-card">
      {code ? (
        <>
          <Text className="t2 block">
            {order.state === 'ready' ? w.order.sayCode : w.order.sayCodeLater}
          </Text>
          <Text className="code" aria-label={[...code].join(' ')}>
            {`${code.slice(0, 4)} ${code.slice(4)}`}
          </Text>
          <Image
            className="qr"
            src={`/api/shop/orders/${order.id}/parcels/${outlet.id}/code.svg`}
            width={148}
            height={148}
            aria-label={w.order.square}
          />
        </>
      ) : receivedAt ? (
        <View className="row done">
          <Text className="okc">
            <Icon name="package-check" size="l" />
          </Text>
          <Text className="grow">
            {order.way === 'pickup'
              ? w.order.receivedOn(when(receivedAt))
              : w.order.broughtOn(when(receivedAt))}
          </Text>
        </View>
      ) : null}
      {several ? <Text className="t2 block">{linesOf(order, parcel)}</Text> : null}
      <View className={`row store ${code || receivedAt ? 'ruled' : ''}`}>
        <View className="grow">
          <Text className="m6 block">{outlet.name}</Text>
          <Text className="t2 one">
            {[
              shelf ? w.order.shelf(shelf) : outlet.address,
              distanceM > 20 ? distance(distanceM) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </View>
        {outlet.phone ? (
          <Button
            className="btn sm"
            aria-label={w.order.callStore(outlet.name)}
            onClick={() => Taro.makePhoneCall({ phoneNumber: outlet.phone })}
          >
            <Icon name="phone" size="s" />
          </Button>
        ) : null}
      </View>
    </View>
  );
}

const linesOf = ({ lines }: Order, { lineNos }: OrderParcel): string =>
  lines
    .filter(({ no }) => lineNos.includes(no))
    .map(({ title }) => title)
    .join(w.guide.comma);
