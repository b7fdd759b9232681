/** The one timer a merchant that wakes the daily round of what is kept for a while only. */
export const TIDY_TIMER = { kind: 'platform.tidy_up', ref: 'daily' } as const;
