/** How months are closed: on which day of the next, and whether two people let money go. */

export interface SettlementBody {
  readonly closeDay: number;
  /** Beside the dealer who confirms, one of head office approves before money is paid. */
  readonly secondPerson: boolean;
}
export interface SettlementBodies {
  readonly settlement: SettlementBody;
}

export const FIELDS_OF_SETTLEMENT = {
  settlement: {
    closeDay: { type: 'whole', least: 1, most: 10, narrow: 'fixed' },
    secondPerson: { type: 'flag', narrow: 'fixed' },
  },
} as const;
export const FIRST_OF_SETTLEMENT: SettlementBodies = {
  settlement: { closeDay: 1, secondPerson: true },
};
