/** What is expected of her, and what follows: targets, contests, penalties, her pay slip. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export type Measure = 'sales' | 'share_sales' | 'new_members' | 'orders';
export interface Target {
  readonly measure: Measure;
  readonly goal: number;
  readonly score: number;
  readonly pace: 'reached' | 'ahead' | 'behind';
  readonly expected: number;
  readonly forecast: number;
}
export interface Place {
  readonly staffId: string | null;
  readonly name: string | null;
  readonly place: number;
  readonly score: number;
  readonly prizeFen: number;
  readonly mine: boolean;
}
export interface Contest {
  readonly id: string;
  readonly name: string;
  readonly measure: Measure;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly prizeBy: 'rank' | 'threshold';
  readonly prizes: readonly { readonly at: number; readonly fen: number }[];
  readonly state: 'open' | 'closed' | 'cancelled';
  readonly places: readonly Place[];
}
export interface Penalty {
  readonly id: string;
  readonly rule: string;
  readonly amountFen: number;
  readonly points: number;
  readonly reason: string;
  readonly evidence: string;
  readonly state: 'imposed' | 'appealed' | 'upheld' | 'waived' | 'booked';
  readonly imposedByName: string | null;
  readonly appealUntil: string;
  readonly appeal: string;
  readonly words: string;
  readonly bookedFen: number;
}
export interface Incentives {
  readonly month: string;
  readonly day: number;
  readonly days: number;
  readonly targets: readonly Target[];
  readonly contests: readonly Contest[];
  readonly penalties: readonly Penalty[];
  readonly nameHidden: boolean;
}
export const useIncentives = () =>
  useQuery({
    queryKey: ['incentives'],
    queryFn: () => call<Incentives>('/incentives'),
    refetchInterval: 60_000,
  });

export interface Slip {
  readonly openingFen: number;
  readonly lines: readonly {
    readonly kind: string;
    readonly fen: number;
    readonly count: number;
  }[];
  readonly earnedFen: number;
  readonly closingFen: number;
}
export const useSlip = (month: string) =>
  useQuery({
    queryKey: ['slip', month],
    queryFn: () => call<Slip>('/pay-slip', { query: { month } }),
  });

export const appeal = (id: string, text: string) =>
  call(`/penalties/${id}/appeal`, { method: 'POST', body: { text } });
export const hideName = (hidden: boolean) =>
  call('/ranking-name', { method: 'PUT', body: { hidden } });
