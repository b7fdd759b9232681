/** The prose of the API document: what holds for every route. */

export const HINTS = {
  api: `Store and community in one: the API of a chain.

**What is promised.** Routes under \`/api/open/v1\` are for you and stay as they are; fields may be
added. Routes whose tag begins with *our* belong to our own apps and change with them.

**Key.** Send \`Authorization: Bearer qk_…\`. A key is made in the console by a head office
administrator; it has scopes and a branch, and sees nothing outside of that branch.

**Money** is whole fen (\`payableFen\`), rates are basis points (\`rateBps\`), instants are ISO 8601
in UTC (\`placedAt\`), business days are days in Asia/Shanghai, ids are UUIDs.

**Lists** answer \`{ items, next }\`. Send \`next\` as \`after\` for the page behind; \`count\` is
at most 100.

**Retry freely.** What you create carries an id that you made (a UUIDv7): the same id with the same
wish is done once, with another wish refused. Posts without such an id take \`Idempotency-Key\`:
the same key answers the stored answer with \`Idempotent-Replayed: true\`; a refusal is stored too.
Only what failed with 5xx is forgotten and may be sent again. Keys are kept for 30 days.

**Refusals** are problem details with a stable \`code\`, its \`facts\`, and \`ref\`, the request's
id.

**Webhooks** follow Standard Webhooks: verify \`webhook-id\`, \`webhook-timestamp\` and
\`webhook-signature\` over the raw body, answer 2xx within 15 seconds, expect an event more than
once. What is not answered is tried ten times over 75 hours; 410 ends it. The same events can be
read at \`/events\` and followed at \`/events/stream\`.`,
  /** Beside these: whatever a later version adds. `data` carries small ids. */
  events: {
    'orders.placed': 'An order stands, its stock is held; payment is awaited.',
    'orders.paid': 'The whole amount was captured.',
    'orders.accepted': 'An outlet has taken its parcel on.',
    'orders.ready': 'A parcel is packed and waits.',
    'orders.handed_over': 'A parcel was collected or has left with the courier.',
    'orders.received': 'The last parcel is in the member’s hands.',
    'orders.settled': 'The time for after-sales is over; shares are posted.',
    'orders.cancelled': 'It will not be fulfilled; what was paid goes back.',
    'orders.rerouted': 'Another outlet prepares it.',
    'orders.parked': 'No outlet can prepare it now.',
    'orders.refunded': 'Lines or amounts go back to the buyer.',
    'members.signed_up': 'A new member.',
    'members.merged': 'Two members turned out to be one.',
    'belonging.ending':
      'A customer’s bond with her guide ends soon, for want of an order or a talk.',
    'webhooks.endpoint_disabled': 'An endpoint gets nothing more, and why.',
  },
  key: 'An API key, `qk_…`, made in the console and shown once.',
  session: 'The session of one of our apps, as a token or a cookie.',
  ours: 'Used by our own app only, and changed together with it.',
  problem: {
    type: 'about:blank',
    title: 'catalog.price_outside_band',
    status: 409,
    code: 'catalog.price_outside_band',
    facts: { priceFen: 2590, bandMinFen: 2690, bandMaxFen: 3290, lawfulFen: 2690 },
    ref: '5a5e7c319d2e',
  },
} as const;
