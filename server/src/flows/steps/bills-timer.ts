/** The one timer a merchant that wakes the look for bills of payment providers. */
export const BILLS_TIMER = { kind: 'payments.bills', ref: 'daily' } as const;
