/** Shapes of after-sales that shop, workbench and console share. */
import { Type } from 'typebox';
import { Fen, Instant, Nullable, Uuid } from './schema.ts';

export const Terms = Type.Object({
  except: Nullable(Type.Enum(['fresh', 'custom', 'unsealed', 'press'])),
  happy: Nullable(
    Type.Object({
      days: Type.Integer(),
      opened: Type.Boolean(),
      freight: Type.Enum(['store', 'member']),
      evidence: Type.Boolean(),
    }),
  ),
});
export const Step = Type.Object({
  verb: Type.String(),
  by: Type.String(),
  name: Type.String(),
  words: Type.String(),
  at: Instant,
});
export const CaseRow = Type.Object({
  id: Uuid(),
  orderId: Uuid(),
  orderNumber: Type.String(),
  buyer: Type.String(),
  outletName: Type.String(),
  kind: Type.String(),
  reason: Type.String(),
  words: Type.String(),
  lines: Type.Array(
    Type.Object({
      no: Type.Integer(),
      title: Type.String(),
      spec: Type.String(),
      quantity: Type.Integer(),
      pieces: Type.Integer(),
      amountFen: Nullable(Fen),
      terms: Nullable(Terms),
    }),
  ),
  state: Type.String(),
  askedAt: Instant,
  refundFen: Nullable(Fen),
  desk: Type.String(),
  dueAt: Nullable(Instant),
  opened: Type.Boolean(),
  photos: Type.Array(Type.String()),
  tracking: Type.String(),
  appealedAt: Nullable(Instant),
  worthFen: Fen,
  swapTitle: Nullable(Type.String()),
  swapOrder: Nullable(Uuid()),
});
export const CasePage = Type.Object({
  ...CaseRow.properties,
  steps: Type.Array(Step),
  preview: Type.Object({
    backFen: Fen,
    freightFen: Fen,
    roles: Type.Array(Type.Object({ role: Type.String(), givesFen: Fen })),
    isOut: Type.Boolean(),
    isHq: Type.Boolean(),
  }),
});
export const CaseOut = Type.Object({
  id: Uuid(),
  kind: Type.String(),
  reason: Type.String(),
  words: Type.String(),
  lines: Type.Array(
    Type.Object({ no: Type.Integer(), pieces: Type.Integer(), amountFen: Nullable(Fen) }),
  ),
  state: Type.String(),
  askedAt: Instant,
  decidedAt: Nullable(Instant),
  decisionWords: Type.String(),
  refundFen: Nullable(Fen),
  refundState: Nullable(Type.String()),
  photos: Type.Array(Type.String()),
  opened: Type.Boolean(),
  desk: Type.String(),
  dueAt: Nullable(Instant),
  returnCode: Nullable(Type.String()),
  tracking: Type.String(),
  swapOrder: Nullable(Uuid()),
  swapTitle: Nullable(Type.String()),
  mayAppeal: Type.Boolean(),
  steps: Type.Array(Step),
});
