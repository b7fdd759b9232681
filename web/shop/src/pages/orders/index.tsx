/** The member's orders, newest first. */
import { Button, Image, Navigator, ScrollView, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findOrders, type Only, type OrderCard } from '../../api/orders.ts';
import { when, yuan } from '../../format.ts';
import { go, to } from '../../go.ts';
import { Page } from '../../parts/page.tsx';
import { pictureOf } from '../../parts/pictures.ts';
import { Blank, Coming, Shown } from '../../parts/states.tsx';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { stateOf } from '../../words/order.ts';
import './index.css';

type Filter = Only | 'all';
const FILTERS: readonly Filter[] = ['all', 'unpaid', 'preparing', 'ready', 'received'];

export default function OrdersPage() {
  const who = useStore(me);
  const [filter, choose] = useState<Filter>('all');
  return (
    <Page title={w.orders.title} tab="orders">
      <View className="stack">
        {who ? (
          <>
            <ScrollView scrollX className="chips" role="group" aria-label={w.orders.filter}>
              {FILTERS.map((one) => (
                <Button
                  key={one}
                  className="chip"
                  aria-pressed={one === filter}
                  onClick={() => choose(one)}
                >
                  {w.orders.filters[one]}
                </Button>
              ))}
            </ScrollView>
            <List key={filter} filter={filter} member={who.id} onAll={() => choose('all')} />
          </>
        ) : who === null ? (
          <Blank
            icon="receipt-text"
            title={w.orders.signIn}
            say={w.orders.signInSay}
            label={w.signIn.enter}
            onAct={signedIn}
          />
        ) : (
          <Coming bones={[120, 120, 120]} />
        )}
      </View>
    </Page>
  );
}

function List({ filter, member, onAll }: { filter: Filter; member: string; onAll: () => void }) {
  const only = filter === 'all' ? null : filter;
  const orders = useAnswer(`orders ${member} ${only} ${language}`, () => findOrders(only));
  const [busy, setBusy] = useState(false);
  const more = async (items: OrderCard[], after: string) => {
    setBusy(true);
    const next = await findOrders(only, after);
    orders.put({ items: [...items, ...next.items], next: next.next });
    setBusy(false);
  };
  return (
    <Shown answer={orders} bones={[120, 120, 120]}>
      {({ items, next }) =>
        items.length > 0 ? (
          <>
            {items.map((order) => (
              <Order key={order.id} order={order} />
            ))}
            {next ? (
              <Button className="btn wide" loading={busy} onClick={() => more(items, next)}>
                {w.page.more}
              </Button>
            ) : null}
          </>
        ) : filter === 'all' ? (
          <Blank
            icon="receipt-text"
            title={w.orders.none}
            say={w.orders.noneSay}
            label={w.cart.toShop}
            onAct={() => go('browse')}
          />
        ) : (
          <Blank
            icon="receipt-text"
            title={w.orders.noneHere(w.orders.filters[filter])}
            say={w.orders.noneHereSay}
            label={w.orders.showAll}
            onAct={onAll}
          />
        )
      }
    </Shown>
  );
}

function Order({ order }: { order: OrderCard }) {
  const { id, outletName, placedAt, payableFen, lines } = order;
  const pieces = lines.reduce((n, { quantity }) => n + quantity, 0);
  return (
    <Navigator className="card order-card" url={to('order', { id })}>
      <View className="row between">
        <Text className="m6">{stateOf(order)}</Text>
        <Text className="t3">{when(placedAt)}</Text>
      </View>
      <View className="row thumbs">
        {lines.slice(0, 5).map(({ no, product, title }) => (
          <Image
            key={no}
            className="pic"
            src={pictureOf(product ?? '')}
            lazyLoad
            width={48}
            height={48}
            aria-label={title}
          />
        ))}
      </View>
      <View className="row between t2">
        <Text className="one">{outletName}</Text>
        <Text className="nw">
          {w.orders.pieces(pieces)} <Text className="m6 ink">{yuan(payableFen)}</Text>
        </Text>
      </View>
    </Navigator>
  );
}
