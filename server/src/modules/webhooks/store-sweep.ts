import { sweeper } from '../../platform/sweep.ts';

/** What was told to receivers outside, and what they answered. */
export const forgetDeliveries = sweeper(
  'webhooks.forget_deliveries',
  'webhooks.delivery',
  'endpoint_id, event_id',
  'done_at < :before',
);
