/** The timer under which an endpoint's queue is looked at. */
export const WEBHOOK_TIMER = 'webhooks.deliver';
