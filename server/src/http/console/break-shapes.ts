/** How a break looks on the wire, and what its list can be asked for. */
import { Type } from 'typebox';
import { BREAK_KINDS, BREAK_STATES } from '../../modules/payments/payments.ts';
import { Day, Fen, Instant, Nullable, Uuid } from '../schema.ts';

const row = {
  id: Uuid(),
  channel: Type.String(),
  account: Type.String(),
  accountName: Type.String(),
  day: Day,
  of: Type.Enum(['payment', 'refund']),
  subject: Type.String(),
  kind: Type.Enum([...BREAK_KINDS]),
  reason: Type.String(),
  outTradeNo: Type.String(),
  orderId: Nullable(Uuid()),
  orderNumber: Nullable(Type.String()),
  thereFen: Nullable(Fen),
  hereFen: Nullable(Fen),
  differenceFen: Fen,
  state: Type.Enum([...BREAK_STATES]),
  ownerId: Uuid(),
  ownerName: Type.String(),
  foundAt: Instant,
  resolution: Nullable(Type.String()),
  resolvedAt: Nullable(Instant),
  resolvedBy: Type.String(),
};
export const BreakRow = Type.Object(row);
export const BreakPage = Type.Object({
  ...row,
  there: Nullable(
    Type.Object({
      no: Type.Integer(),
      at: Instant,
      app: Type.String(),
      providerNo: Type.String(),
      outTradeNo: Type.String(),
      refundNo: Type.String(),
      amountFen: Fen,
      feeFen: Fen,
      rateBps: Nullable(Type.Integer()),
      currency: Type.String(),
      state: Type.String(),
    }),
  ),
  here: Type.Array(Type.Object({ at: Instant, amountFen: Fen, state: Type.String() })),
  events: Type.Array(
    Type.Object({
      id: Uuid(),
      verb: Type.String(),
      actorName: Type.String(),
      words: Type.String(),
      facts: Type.Record(Type.String(), Type.Any()),
      at: Instant,
    }),
  ),
  booking: Nullable(
    Type.Object({
      amountFen: Fen,
      gain: Type.Boolean({ description: 'true: head office has it; false: it bears it' }),
      asFee: Type.Boolean(),
      words: Type.String(),
      askedById: Uuid(),
      askedBy: Type.String(),
      askedAt: Instant,
      needsSecond: Type.Boolean(),
      bookedAt: Nullable(Instant),
    }),
  ),
});
export const BREAK_FILTERS = {
  state: Type.Optional(Type.Enum(['waiting', ...BREAK_STATES])),
  kind: Type.Optional(Type.Enum([...BREAK_KINDS])),
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  day: Type.Optional(Day),
  owner: Type.Optional(Uuid()),
  text: Type.Optional(Type.String({ maxLength: 64 })),
};
export const NO_BREAKS_ASKED = {
  state: null,
  kind: null,
  channel: null,
  day: null,
  owner: null,
  text: null,
};
