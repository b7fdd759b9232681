/** Lays the layers of increment out by day and by outlet, beside all that was sold. */
import { minus, sum } from '../../kernel/money.ts';
import * as insight from '../../modules/insight/insight.ts';
import type { findLayers, findSalesByDay } from '../../views/increment.ts';

type Layer = Awaited<ReturnType<typeof findLayers>>[number];
type Sales = Awaited<ReturnType<typeof findSalesByDay>>[number];

const KINDS = [
  { isTime: true, isSpace: false },
  { isTime: false, isSpace: true },
  { isTime: true, isSpace: true },
] as const;

function kindsOf(layers: readonly Layer[]) {
  return KINDS.flatMap(({ isTime, isSpace }) => {
    const own = layers.filter((each) => each.isTime === isTime && each.isSpace === isSpace);
    const { rawFen, correctedFen: netFen, orders } = insight.sumLayers(own);
    return orders === 0 ? [] : [{ isTime, isSpace, rawFen, netFen, orders }];
  });
}

/** What is in no layer was sold anyhow: it is no gain. */
export function daysOf(sales: readonly Sales[], layers: readonly Layer[]) {
  const gained = Map.groupBy(layers, ({ day }) => day);
  return sales.flatMap(({ day, salesFen, orders }) => {
    const own = gained.get(day) ?? [];
    const ordinary = {
      day,
      isTime: false,
      isSpace: false,
      rawFen: minus(salesFen, sum(own.map(({ rawFen }) => rawFen))),
      netFen: 0,
      orders: own.reduce((rest, each) => rest - each.orders, orders),
    };
    return [ordinary, ...kindsOf(own).map((each) => ({ day, ...each }))];
  });
}

export const outletsOf = (layers: readonly Layer[]) =>
  [...Map.groupBy(layers, ({ outlet }) => outlet)].flatMap(([outletId, own]) =>
    kindsOf(own).map(({ isTime, isSpace, netFen }) => {
      return { outletId, outletName: own[0]!.outletName, isTime, isSpace, netFen };
    }),
  );
