/** A monthly statement as the console tells it. */
import { Type } from 'typebox';
import { Day, Fen, Instant, Nullable, Uuid } from './schema.ts';

export const State = Type.Enum(['closed', 'disputed', 'answered', 'confirmed', 'approved']);
export const Kind = Type.Enum(['dealer', 'outlet']);
export const Row = Type.Object({
  id: Uuid(),
  kind: Kind,
  partyId: Uuid(),
  name: Type.String(),
  month: Type.String(),
  openingFen: Fen,
  earnedFen: Fen,
  chargedFen: Fen,
  paidFen: Fen,
  pendingFen: Fen,
  closingFen: Fen,
  lines: Type.Integer(),
  state: State,
  needsSecond: Type.Boolean(),
  closedAt: Instant,
  stateAt: Instant,
  hash: Type.String(),
  transferredFen: Fen,
  openDisputes: Type.Integer(),
});
export const Whole = Type.Intersect([
  Row,
  Type.Object({
    mayBePaid: Type.Boolean(),
    disputes: Type.Array(
      Type.Object({
        id: Uuid(),
        lineNo: Nullable(Type.Integer()),
        orderNumber: Type.String(),
        reason: Type.String(),
        askedBy: Type.String(),
        askedAt: Instant,
        state: Type.Enum(['open', 'kept', 'corrected']),
        answer: Type.String(),
        correctionFen: Type.Integer(),
        answeredBy: Nullable(Type.String()),
        answeredAt: Nullable(Instant),
      }),
    ),
    steps: Type.Array(
      Type.Object({
        verb: Type.String(),
        by: Nullable(Type.String()),
        words: Type.String(),
        at: Instant,
      }),
    ),
  }),
]);
export const Line = Type.Object({
  no: Type.Integer(),
  orderId: Nullable(Uuid()),
  orderNumber: Type.String(),
  placedOn: Nullable(Day),
  role: Type.String(),
  homeOutlet: Type.String(),
  sellingOutlet: Type.String(),
  fulfillingOutlet: Type.String(),
  discountFen: Fen,
  borneBy: Type.String(),
  madeFen: Fen,
  cutFen: Fen,
  former: Nullable(Type.String({ description: 'The month in which this order stood first' })),
});
export const Params = Type.Object({ id: Uuid() });
