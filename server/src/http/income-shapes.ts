/** What one person has earned, as shop and workbench both tell it. */
import { Type, type Static } from 'typebox';
import type { Withdrawal } from '../modules/ledger/ledger.ts';
import { Body, Fen, Instant, Nullable, Uuid } from './schema.ts';

export const Income = Type.Object({
  availableFen: Fen,
  pendingFen: Fen,
  underReviewFen: Fen,
  /** On its way to her, and arrived. */
  withdrawingFen: Fen,
  paidOutFen: Fen,
  debtFen: Fen,
  month: Type.Object({ earnedFen: Fen, cutFen: Fen, paidOutFen: Fen }),
  items: Type.Array(
    Type.Object({
      id: Uuid(),
      orderId: Uuid(),
      orderNumber: Type.String(),
      buyer: Type.String(),
      titles: Type.String(),
      role: Type.String(),
      amountFen: Fen,
      cutFen: Fen,
      netFen: Fen,
      state: Type.String(),
      availableAt: Nullable(Instant),
      at: Instant,
    }),
  ),
  next: Nullable(Type.String()),
  withdrawals: Type.Array(
    Type.Object({
      id: Uuid(),
      amountFen: Fen,
      feeFen: Fen,
      withheldFen: Fen,
      state: Type.String(),
      reason: Type.String(),
      askedAt: Instant,
    }),
  ),
});

export const WithdrawalIn = Body({
  id: Uuid(),
  amountFen: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
});
export const WithdrawalOut = Type.Object({
  id: Uuid(),
  amountFen: Fen,
  feeFen: Fen,
  state: Type.String(),
  askedAt: Instant,
});
export const withdrawalOut = (made: Withdrawal): Static<typeof WithdrawalOut> => ({
  id: made.id,
  amountFen: made.amount,
  feeFen: made.fee,
  state: made.state,
  askedAt: made.askedAt,
});
