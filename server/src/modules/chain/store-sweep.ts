import { sweeper } from '../../platform/sweep.ts';

/** Ended sign-ins of staff, with the labels of their devices. */
export const forgetSessions = sweeper(
  'chain.forget_sessions',
  'chain.staff_session',
  'token_hash',
  'ends_at < :before',
);
