/** The one timer a merchant that wakes the look for bonds about to end. */
export const NOTICE_TIMER = { kind: 'belonging.notice', ref: 'daily' } as const;
