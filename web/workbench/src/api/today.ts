/** The day at a glance, and whom to talk to. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export const TASK_KINDS = ['brought', 'ending', 'rebuy', 'newcomer', 'asleep'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface Task {
  readonly kind: TaskKind;
  readonly memberId: string;
  readonly name: string;
  readonly product: string | null;
  readonly days: number | null;
  readonly everyDays: number | null;
  readonly otherName: string | null;
  readonly sumFen: number | null;
}
export interface Today {
  readonly now: string;
  readonly isGuide: boolean;
  readonly salesFen: number;
  readonly usualFen: number | null;
  readonly nightOrders: number;
  readonly nightFen: number;
  readonly visits: number;
  readonly newcomers: number;
  readonly commissionFen: number;
  readonly toPick: number;
  readonly pickBy: string | null;
  readonly isQuiet: boolean;
  readonly talkedTo: number;
  readonly tasks: readonly Task[];
}
export const useToday = () =>
  useQuery({ queryKey: ['today'], queryFn: () => call<Today>('/today'), refetchInterval: 60_000 });
