export type Span = readonly [opens: number, closes: number];
export interface Outlet {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly dealerName: string | null;
  readonly address: string;
  readonly phone: string;
  readonly lat: number;
  readonly lng: number;
  readonly area: readonly Span[] | null;
  readonly radiusM: number;
  readonly isOpen: boolean;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly pausedAt: string | null;
  readonly pausedReason: string | null;
  readonly dailyCapacity: number | null;
  readonly takenToday: number;
  readonly delivers: boolean;
  readonly notice: string;
  readonly prepareMinutes: number;
  readonly weekly: readonly { readonly weekday: number; readonly spans: readonly Span[] }[];
  readonly exceptions: readonly {
    readonly day: string;
    readonly spans: readonly Span[];
    readonly reason: string;
  }[];
  readonly complexes: readonly {
    readonly id: string;
    readonly name: string;
    readonly lat: number;
    readonly lng: number;
    readonly households: number;
    readonly distanceM: number;
  }[];
}

const two = (n: number) => String(n).padStart(2, '0');
export const spanWords = ([opens, closes]: Span) =>
  `${Math.floor(opens / 60)}:${two(opens % 60)}–${Math.floor(closes / 60)}:${two(closes % 60)}`;

/** "7:00–12:00 14:00–22:00" → spans; null when it cannot be read. */
export function spansOf(text: string): Span[] | null {
  const found: Span[] = [];
  for (const piece of text
    .trim()
    .split(/[\s,，;；]+/)
    .filter(Boolean)) {
    const match = /^(\d{1,2}):(\d{2})[–—~-](\d{1,2}):(\d{2})$/.exec(piece);
    if (!match) return null;
    const [h1, m1, h2, m2] = match.slice(1).map(Number) as [number, number, number, number];
    const span: Span = [h1 * 60 + m1, h2 * 60 + m2];
    if (m1 > 59 || m2 > 59 || span[0] > 1439 || span[1] > 2879 || span[1] <= span[0]) return null;
    found.push(span);
  }
  return found;
}
