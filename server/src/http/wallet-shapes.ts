/** A wallet as shop and console both tell it. */
import { Type } from 'typebox';
import { Body, Fen, Instant, Nullable, PageOf, Uuid } from './schema.ts';

export const Parts = Body({
  principal: Fen,
  bonus: Fen,
  points: Type.Integer({ minimum: 0 }),
  pointsFen: Fen,
});
export const Has = Type.Object({ principal: Fen, bonus: Fen, points: Type.Integer() });
export const Plan = Type.Object({ id: Uuid(), payFen: Fen, bonusFen: Fen });
export const BookPage = PageOf(
  Type.Object({
    id: Uuid(),
    type: Type.String(),
    at: Instant,
    amount: Type.Integer(),
    isBonus: Type.Boolean(),
    orderId: Nullable(Uuid()),
    orderNumber: Type.String(),
  }),
);
export const WalletOut = Type.Object({
  storedOn: Type.Boolean(),
  pointsOn: Type.Boolean(),
  has: Has,
  /** What is held for orders that are not paid yet is in neither. */
  ending: Type.Array(
    Type.Object({ kind: Type.String(), amount: Type.Integer(), expiresAt: Nullable(Instant) }),
  ),
  pendingPoints: Type.Integer(),
  owedPoints: Type.Integer(),
  pointsPerYuan: Type.Integer(),
  perYuan: Type.Integer(),
  cashAsks: Type.Array(
    Type.Object({
      id: Uuid(),
      amountFen: Fen,
      state: Type.String(),
      answer: Type.String(),
      bonusLostFen: Fen,
      madeAt: Instant,
    }),
  ),
});
