/** What the overview adds up from its rows. Pure. */
export interface Equation {
  readonly salesFen: number;
  readonly buyers: number;
  readonly orders: number;
}
export interface DayRow {
  readonly day: string;
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly rawFen: number;
  readonly netFen: number;
  readonly orders: number;
}
export interface Overview {
  readonly from: string;
  readonly to: string;
  readonly formerFrom: string;
  readonly formerTo: string;
  readonly now: Equation;
  readonly former: Equation;
  readonly deltaFen: number;
  /** What made the difference, to the fen; null where one of the spans sold nothing. */
  readonly parts: {
    readonly buyers: number;
    readonly frequency: number;
    readonly value: number;
  } | null;
  readonly days: readonly DayRow[];
  readonly outlets: readonly {
    readonly outletId: string;
    readonly outletName: string;
    readonly isTime: boolean;
    readonly isSpace: boolean;
    readonly netFen: number;
  }[];
  readonly months: readonly {
    readonly month: string;
    readonly saleKind: string;
    readonly salesFen: number;
  }[];
}

export type Kind = 'ordinary' | 'time' | 'space' | 'both';
export const KINDS = ['time', 'space', 'both'] as const;
export const kindOf = (row: { isTime: boolean; isSpace: boolean }): Kind =>
  row.isTime && row.isSpace ? 'both' : row.isTime ? 'time' : row.isSpace ? 'space' : 'ordinary';

/** sales = buyers × orders a buyer × fen an order */
export const factors = ({ salesFen, buyers, orders }: Equation) => ({
  buyers,
  frequency: buyers ? orders / buyers : 0,
  perOrder: orders ? salesFen / orders : 0,
});

export function byKind(days: readonly DayRow[]) {
  const sums = new Map<Kind, { rawFen: number; netFen: number; orders: number }>();
  for (const row of days) {
    const sum = sums.get(kindOf(row)) ?? { rawFen: 0, netFen: 0, orders: 0 };
    sum.rawFen += row.rawFen;
    sum.netFen += row.netFen;
    sum.orders += row.orders;
    sums.set(kindOf(row), sum);
  }
  return (kind: Kind) => sums.get(kind) ?? { rawFen: 0, netFen: 0, orders: 0 };
}

/** Every day of the span, also those without a sale. */
export function daysBetween(from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    found.push(new Date(at).toISOString().slice(0, 10));
  return found;
}

export function outletsByGain(overview: Overview) {
  const found = new Map<
    string,
    { id: string; name: string; parts: Record<Kind, number>; total: number }
  >();
  for (const row of overview.outlets) {
    const outlet = found.get(row.outletId) ?? {
      id: row.outletId,
      name: row.outletName,
      parts: { ordinary: 0, time: 0, space: 0, both: 0 },
      total: 0,
    };
    outlet.parts[kindOf(row)] += row.netFen;
    outlet.total += row.netFen;
    found.set(row.outletId, outlet);
  }
  return [...found.values()].sort((a, b) => b.total - a.total);
}

/** Twelve months to the last, with a zero where nothing was sold. */
export function monthsOf(overview: Overview) {
  const last = overview.to.slice(0, 7);
  const [year, month] = last.split('-').map(Number) as [number, number];
  const names = Array.from({ length: 12 }, (_, i) => {
    const at = new Date(Date.UTC(year, month - 12 + i, 1));
    return at.toISOString().slice(0, 7);
  });
  const sold = (name: string, kind: string) =>
    overview.months
      .filter((m) => m.month === name && m.saleKind === kind)
      .reduce((n, m) => n + m.salesFen, 0);
  const total = (kind?: string) =>
    overview.months
      .filter((m) => m.month === last && (!kind || m.saleKind === kind))
      .reduce((n, m) => n + m.salesFen, 0);
  return {
    names,
    share: names.map((name) => sold(name, 'share')),
    member: names.map((name) => sold(name, 'member')),
    shareOfLast: total() ? total('share') / total() : 0,
    memberOfLast: total() ? total('member') / total() : 0,
  };
}
