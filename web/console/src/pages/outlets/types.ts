export interface OnBoard {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly address: string;
  readonly dealerId: string | null;
  readonly dealerName: string | null;
  readonly lat: number;
  readonly lng: number;
  readonly area: readonly (readonly [number, number])[] | null;
  readonly radiusM: number;
  readonly state: 'open' | 'closed' | 'paused';
  readonly pausedReason: string | null;
  readonly today: readonly (readonly [number, number])[];
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly takenToday: number;
  readonly dailyCapacity: number | null;
  readonly monthFen: number;
  readonly gainFen: number;
  readonly members: number;
  readonly overrides: number;
}
export interface Complex {
  readonly id: string;
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
  readonly households: number;
}
export interface Board {
  readonly items: readonly OnBoard[];
  readonly complexes: readonly Complex[];
  readonly crossings: readonly {
    readonly fromId: string;
    readonly toId: string;
    readonly orders: number;
  }[];
}
export const isFull = (outlet: OnBoard) =>
  outlet.dailyCapacity !== null && outlet.takenToday >= outlet.dailyCapacity;
export const pinState = (outlet: OnBoard) =>
  outlet.state === 'paused' || isFull(outlet) ? 'full' : outlet.state;
