/** Charges of an order: kept once beside its portions, read when it settles or is taken back. */
import type { OrderId } from '../../kernel/id.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import type { Charge } from './charge-rules.ts';
import type { Receiver } from './legs-rules.ts';
import { findCharges, insertCharges } from './store-charges.ts';

type House = 'hq' | 'dealer' | 'outlet';

/** Most orders have none, and write nothing. */
export function keepCharges(tx: Tx, order: OrderId, charges: readonly Charge[]): void {
  if (charges.length === 0) return;
  tx.tell(insertCharges, {
    order,
    lineNos: charges.map(({ lineNo }) => lineNo),
    kinds: charges.map(({ kind }) => kind),
    payerKinds: charges.map(({ payer }) => payer.kind as House),
    payers: charges.map(({ payer }) => payer.id as never),
    payeeKinds: charges.map(({ payee }) => payee.kind as House),
    payees: charges.map(({ payee }) => payee.id as never),
    attempts: charges.map(({ attempt }) => attempt),
    amounts: charges.map(({ amount }) => amount),
  });
}

export async function chargesOf(reader: Reader, order: OrderId): Promise<Charge[]> {
  const found = await reader.ask(findCharges, { order });
  return found.map(({ payer, payerKind, payee, payeeKind, ...charge }) => ({
    ...charge,
    payer: { kind: payerKind, id: payer } satisfies Receiver,
    payee: { kind: payeeKind, id: payee } satisfies Receiver,
  }));
}
