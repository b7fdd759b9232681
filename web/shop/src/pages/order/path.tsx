/** What happened to the order so far, in words with their hours. */
import { Text, View } from '@tarojs/components';
import type { Order, OrderEvent } from '../../api/orders.ts';
import { when, yuan } from '../../format.ts';
import { w } from '../../words/index.ts';

const END = new Set(['received', 'settled', 'cancelled']);

/** Steps that say nothing to a member have no words and are left out. */
function wordsFor({ verb, facts }: OrderEvent, order: Order): string {
  if (verb === 'placed') return placedWords(order);
  if (verb === 'paid') return w.order.verbs.paid(yuan(order.payableFen));
  if (verb === 'rerouted') return w.order.verbs.rerouted(storesOf(facts['to'], order));
  if (verb === 'ready' && order.way === 'delivery') return w.order.verbs.packed;
  if (verb === 'refunded' && typeof facts['amountFen'] === 'number')
    return w.order.verbs.refundOf(yuan(facts['amountFen']));
  const said: Readonly<Record<string, unknown>> = w.order.verbs;
  const words = said[verb];
  return typeof words === 'string' ? words : '';
}

/** Who prepares it, when that is not who sold it and never changed since. */
function placedWords(order: Order): string {
  const { outlet, parcels } = order;
  const others = parcels.filter((parcel) => parcel.outlet.id !== outlet.id);
  const moved = order.history.some(({ verb }) => verb === 'rerouted' || verb === 'parked');
  if (others.length === 0 || moved) return w.order.verbs.placed;
  return w.order.verbs.placedFor(others.map((parcel) => parcel.outlet.name).join(w.guide.comma));
}

const storesOf = (to: unknown, order: Order): string =>
  Array.isArray(to)
    ? to.map((outlet) => nameOf(String(outlet), order)).join(w.guide.comma)
    : w.order.anotherStore;

const nameOf = (outlet: string, { parcels }: Order): string =>
  parcels.find((parcel) => parcel.outlet.id === outlet)?.outlet.name ?? w.order.anotherStore;

export function Path({ order }: { order: Order }) {
  const steps = order.history
    .map((event) => ({ at: event.at, words: wordsFor(event, order) }))
    .filter(({ words }) => words !== '');
  const live = !END.has(order.state);
  const last = steps.length - 1;
  const looks = (n: number): string => {
    if (n < last) return 'step';
    return live ? 'step last now' : 'step last';
  };
  return (
    <View className="card path" role="list" aria-label={w.order.path}>
      {steps.map(({ at, words }, n) => (
        <View key={n} role="listitem" className={looks(n)}>
          <Text className="grow">{words}</Text>
          <Text className="t3 nw">{when(at)}</Text>
        </View>
      ))}
    </View>
  );
}
