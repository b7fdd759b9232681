/** What a member is shown of quotes and orders. */
import { Type } from 'typebox';
import { Fen, Instant, Nullable, Uuid } from '../schema.ts';

const Face = Type.Object({
  id: Uuid(),
  name: Type.String(),
  address: Type.String(),
  phone: Type.String(),
});
const QuoteStep = Type.Object(
  {
    kind: Type.Enum(['goods', 'promotion', 'freight', 'freight_free']),
    amountFen: Fen,
  },
  {
    additionalProperties: true,
    description: 'Every fen between the shelf price and what is paid.',
  },
);

export const QuoteAnswer = Type.Object({
  lines: Type.Array(
    Type.Object({
      no: Type.Integer(),
      sku: Uuid(),
      product: Uuid(),
      title: Type.String(),
      titleEn: Type.String(),
      spec: Type.String(),
      specEn: Type.String(),
      quantity: Type.Integer(),
      priceFen: Fen,
      grossFen: Fen,
      discountFen: Fen,
      netFen: Fen,
    }),
  ),
  steps: Type.Array(QuoteStep),
  grossFen: Fen,
  discountFen: Fen,
  freightFen: Fen,
  payableFen: Fen,
  nextStep: Nullable(Type.Object({ moreFen: Fen, offFen: Fen, name: Type.String() })),
  token: Type.String({ description: 'The seal of this price; placing the order returns it.' }),
  expiresAt: Instant,
  selling: Face,
  outcome: Type.Enum(['allocated', 'split', 'parked']),
  parcels: Type.Array(
    Type.Object({
      outlet: Face,
      lineNos: Type.Array(Type.Integer()),
      distanceM: Type.Integer(),
      promisedAt: Instant,
    }),
  ),
  sellingVerdict: Type.String({
    description: 'Why the selling outlet does not prepare it itself.',
  }),
  couldSplit: Type.Boolean(),
  missing: Type.Array(
    Type.Object({
      sku: Uuid(),
      title: Type.String(),
      most: Type.Integer({ description: 'as many as one outlet could give' }),
    }),
  ),
});

const CardLine = Type.Object({
  no: Type.Integer(),
  product: Nullable(Uuid()),
  title: Type.String(),
  spec: Type.String(),
  quantity: Type.Integer(),
});
const State = Type.Enum([
  'unpaid',
  'paid',
  'picking',
  'ready',
  'on_the_way',
  'received',
  'settled',
  'cancelled',
]);

export const MyOrderCard = Type.Object({
  id: Uuid(),
  number: Type.String(),
  state: State,
  way: Type.Enum(['pickup', 'delivery']),
  parked: Type.Boolean(),
  payableFen: Fen,
  refundedFen: Fen,
  placedAt: Instant,
  payBy: Instant,
  outletName: Type.String(),
  promisedAt: Nullable(Instant),
  lines: Type.Array(CardLine),
});

export const MyOrder = Type.Object({
  ...MyOrderCard.properties,
  outlet: Face,
  grossFen: Fen,
  discountFen: Fen,
  freightFen: Fen,
  contactMasked: Type.String(),
  note: Type.String(),
  steps: Type.Array(QuoteStep),
  paidAt: Nullable(Instant),
  receivedAt: Nullable(Instant),
  settlesAt: Nullable(Instant),
  cancelReason: Nullable(Type.String()),
  guide: Nullable(Type.Object({ id: Uuid(), name: Type.String(), title: Type.String() })),
  lines: Type.Array(
    Type.Object({
      ...CardLine.properties,
      sku: Nullable(Uuid()),
      priceFen: Fen,
      discountFen: Fen,
      netFen: Fen,
      refundedPieces: Type.Integer(),
      refundedFen: Fen,
    }),
  ),
  parcels: Type.Array(
    Type.Object({
      outlet: Face,
      state: Type.String(),
      lineNos: Type.Array(Type.Integer()),
      promisedAt: Instant,
      distanceM: Type.Integer(),
      shelf: Type.String(),
      readyAt: Nullable(Instant),
      receivedAt: Nullable(Instant),
      code: Nullable(Type.String({ description: '8 digits, typed by staff of that outlet' })),
      token: Nullable(Type.String({ description: 'what the QR says: 64 random bits' })),
    }),
  ),
  history: Type.Array(
    Type.Object({
      verb: Type.String(),
      at: Instant,
      actorKind: Type.String(),
      facts: Type.Any(),
    }),
  ),
});
