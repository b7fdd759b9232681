/** When it is fetched: the earliest moment, or an hour of the next days. */
import { Button, ScrollView, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findSlots, type Hour, type OpenDay, type Quote } from '../../api/orders.ts';
import { dayName, momentOf } from '../../format.ts';
import { w } from '../../words/index.ts';

interface Choice {
  quote: Quote;
  /** Null: as early as can be. */
  chosen: string | null;
  onChoose: (from: string | null) => void;
}

const noonOf = (day: string): string => `${day}T04:00:00.000Z`;

export function Slots({ quote, chosen, onChoose }: Choice) {
  const outlet = quote.parcels[0]?.outlet.id ?? quote.selling.id;
  const found = useAnswer(`slots ${outlet}`, () => findSlots(outlet));
  const days = found.value?.days ?? [];
  const [day, setDay] = useState<string | null>(null);
  const shown = days.find((one) => one.day === day) ?? days[0];
  useEffect(() => setDay(null), [outlet]);
  if (!shown) return null;
  return (
    <View className="card">
      <View className="days" role="group" aria-label={w.checkout.day}>
        {days.map((one) => (
          <Button
            key={one.day}
            className="d"
            aria-pressed={one.day === shown.day}
            onClick={() => setDay(one.day)}
          >
            {dayName(noonOf(one.day))}
          </Button>
        ))}
      </View>
      <ScrollView scrollX className="slots" role="group" aria-label={w.checkout.hour}>
        {shown.slots.map((slot, n) => (
          <Slot
            key={slot.from}
            day={shown}
            slot={slot}
            first={shown === days[0] && n === 0}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </ScrollView>
    </View>
  );
}

interface SlotPart {
  day: OpenDay;
  slot: Hour;
  /** The earliest of all: chosen without saying an hour. */
  first: boolean;
  chosen: string | null;
  onChoose: Choice['onChoose'];
}

function Slot({ day, slot, first, chosen, onChoose }: SlotPart) {
  const value = first ? null : slot.notBefore;
  const says = day.full ? w.checkout.full : first ? w.checkout.earliest : w.checkout.free;
  return (
    <Button
      className="slot"
      disabled={day.full}
      aria-pressed={chosen === value}
      onClick={() => onChoose(value)}
    >
      {w.checkout.hours(momentOf(slot.from).clock, momentOf(slot.to).clock)}
      <Text className="small">{says}</Text>
    </Button>
  );
}
