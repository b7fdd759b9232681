/**
 * What one pays another for a line beside its portions: a promotion's cost, goods that are not head
 * office's. Frozen once; what is due is that of the pieces that were kept. Pure.
 */
import { allocate, fen, times, type Fen } from '../../kernel/money.ts';
import type { Receiver } from './legs-rules.ts';

export interface Charge {
  readonly lineNo: number;
  readonly kind: 'promotion' | 'goods';
  readonly payer: Receiver;
  readonly payee: Receiver;
  /** Of the route whose outlet gives the goods; 0: whoever does. */
  readonly attempt: number;
  readonly amount: Fen;
}
/** Of ten thousand; the rest is head office's own. */
export interface CostShares {
  readonly dealer: number;
  readonly outlet: number;
}
const WHOLE = 10_000;

/** Dealer and outlet pay head office their shares of each line's discount; absent, nothing. */
export function promotionCharges(
  lines: readonly { readonly no: number; readonly discountFen: Fen }[],
  shares: CostShares,
  parties: {
    readonly hq: Receiver;
    readonly dealer: Receiver | null;
    readonly outlet: Receiver;
  },
): Charge[] {
  const { hq, dealer, outlet } = parties;
  return lines.flatMap(({ no: lineNo, discountFen }) => {
    const weights = [WHOLE - shares.dealer - shares.outlet, shares.dealer, shares.outlet];
    const [, ofDealer = 0, ofOutlet = 0] = allocate(discountFen, weights as Fen[]);
    const rest = { lineNo, kind: 'promotion', payee: hq, attempt: 0 } as const;
    return [
      ...(dealer === null ? [] : [{ ...rest, payer: dealer, amount: fen(ofDealer) }]),
      { ...rest, payer: outlet, amount: fen(ofOutlet) },
    ].filter(({ amount }) => amount > 0);
  });
}

/** Head office pays whoever owns the goods, for the whole line; what goes back takes its part. */
export function goodsCharges(
  lines: readonly { readonly no: number; readonly sku: string | null; readonly quantity: number }[],
  supply: ReadonlyMap<string, Fen>,
  {
    hq,
    owner,
    attempt,
  }: { readonly hq: Receiver; readonly owner: Receiver; readonly attempt: number },
): Charge[] {
  return lines.flatMap(({ no: lineNo, sku, quantity }) => {
    const price = sku === null ? undefined : supply.get(sku);
    if (price === undefined || price === 0) return [];
    const amount = times(price, quantity);
    return [{ lineNo, kind: 'goods', payer: hq, payee: owner, attempt, amount }];
  });
}

export interface KeptLine {
  readonly no: number;
  readonly quantity: number;
  readonly refundedPieces: number;
}
export interface DueCharge {
  readonly kind: Charge['kind'];
  readonly payer: Receiver;
  readonly payee: Receiver;
  readonly amount: Fen;
}

/**
 * What is due for the pieces that were kept, summed by who pays whom. Pieces that went back take
 * their part along, floored as their refund is; an amount given back leaves it.
 * @param goods whose goods were handed over: by line, the attempt of its parcel
 */
export function dueCharges(
  charges: readonly Charge[],
  lines: readonly KeptLine[],
  goods: ReadonlyMap<number, number>,
): DueCharge[] {
  const byPair = new Map<string, DueCharge>();
  for (const { lineNo, kind, payer, payee, attempt, amount } of charges) {
    if (attempt !== 0 && goods.get(lineNo) !== attempt) continue;
    const line = lines.find(({ no }) => no === lineNo);
    if (line === undefined) continue;
    const back = Math.floor((amount * line.refundedPieces) / line.quantity);
    const key = `${kind}:${payer.id}:${payee.id}`;
    const before = byPair.get(key)?.amount ?? 0;
    byPair.set(key, { kind, payer, payee, amount: fen(before + amount - back) });
  }
  return [...byPair.values()];
}

/** What a refund after settlement gives back: due before less due now. */
export function backCharges(before: readonly DueCharge[], now: readonly DueCharge[]): DueCharge[] {
  return before.flatMap((each) => {
    const left = now.find(
      ({ kind, payer, payee }) =>
        kind === each.kind && payer.id === each.payer.id && payee.id === each.payee.id,
    );
    const amount = fen(each.amount - (left?.amount ?? 0));
    return amount > 0 ? [{ ...each, amount }] : [];
  });
}
