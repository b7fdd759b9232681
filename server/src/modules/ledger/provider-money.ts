/** What providers keep of the money that passes them, and what finance books because of a bill. */
import type { Fen } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { cashOf, dueOf, feeOf } from './rules.ts';
import type { Party, Transfer } from './types.ts';
import { transfer } from './writing.ts';

/** Of one bill, once: head office bears the fees, and has back what was given back. */
export function bookFees(
  tx: Tx,
  bill: { readonly channel: string; readonly account: string; readonly day: string },
  hq: Party,
  fees: { readonly kept: Fen; readonly back: Fen },
): void {
  const source = `${bill.channel}:${bill.account}:${bill.day}`;
  const [house, provider] = [dueOf(hq), feeOf(bill.channel)];
  const rest = { source, order: null, role: null };
  const all: Transfer[] = [
    { from: house, to: provider, amount: fees.kept, type: 'provider_fee', ...rest },
    { from: provider, to: house, amount: fees.back, type: 'provider_fee_back', ...rest },
  ];
  transfer(
    tx,
    all.filter(({ amount }) => amount > 0),
  );
}

/**
 * Because of a break, once: head office bears what the provider never had, or has what nobody else
 * wants. It moves against the provider's cash, or is another fee.
 */
export function adjust(
  tx: Tx,
  wish: {
    readonly booking: string;
    readonly channel: string;
    readonly hq: Party;
    readonly amount: Fen;
    readonly gain: boolean;
    readonly asFee: boolean;
  },
): void {
  const { booking: source, channel, amount, gain, asFee } = wish;
  const [house, other] = [dueOf(wish.hq), asFee ? feeOf(channel) : cashOf(channel)];
  const [from, to] = gain ? [other, house] : [house, other];
  transfer(tx, [{ from, to, amount, type: 'adjustment', source, order: null, role: null }]);
}
