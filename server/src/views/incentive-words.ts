/** The words of contests, as their rows spell them. */
import type { Id } from '../kernel/id.ts';

export interface Prize {
  readonly at: number;
  readonly fen: number;
}
export interface Contest {
  readonly id: Id<'contest'>;
  readonly measure: 'sales' | 'share_sales' | 'new_members' | 'orders';
  readonly prizeBy: 'rank' | 'threshold';
  readonly ties: 'split' | 'each';
  readonly shown: 'names' | 'masked' | 'own';
  readonly state: 'open' | 'closed' | 'cancelled';
}
