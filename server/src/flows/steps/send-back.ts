/** Money that no order wants: it passes through the books, and goes back in full, once. */
import type { IntentId, OrderId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import { setTimer } from '../../platform/timer.ts';

export interface Unwanted {
  readonly channel: string;
  readonly account: payments.AccountId | null;
  readonly providerNo: string;
  readonly intent: IntentId;
  readonly order: OrderId;
  readonly amount: Fen;
}

export function sendBackUnwanted(tx: Tx, kept: Unwanted, use: payments.CaptureUse): void {
  const { channel, account, providerNo, order, amount } = kept;
  const id = tx.newId<'refund'>();
  ledger.passThrough(tx, channel, providerNo, amount);
  const back = { id, order, channel, account, providerNo, amount };
  payments.wantRefund(tx, { ...back, forOrder: false });
  setTimer(tx, 'payments.refund', id, tx.now);
  outbox.put(tx, { name: 'payments.unwanted', facts: { order, use, refund: id } });
}
