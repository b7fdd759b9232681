/** Balances of any past business day, from transfers as they stood at its end. */
import type { Fen } from '../../kernel/money.ts';
import { addDays, startOf, type Day } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import * as store from './store-as-of.ts';

/** At the end of that day in Shanghai, in fen; an account that never moved had nothing. */
export async function balanceAsOf(reader: Reader, account: string, day: Day): Promise<Fen> {
  const next = addDays(day, 1);
  const [found] = await reader.ask(store.selectBalance, {
    account,
    day: next,
    until: startOf(next),
  });
  return found!.balance;
}

export interface Span {
  readonly from: Day;
  /** The last day, counted in. */
  readonly to: Day;
}
export interface AccountSpan {
  readonly openingFen: Fen;
  readonly inFen: Fen;
  readonly outFen: Fen;
  readonly closingFen: Fen;
}
/** Opening + in − out = closing, each found by itself. */
export async function accountSpan(
  reader: Reader,
  account: string,
  { from, to }: Span,
): Promise<AccountSpan> {
  const untilDay = addDays(to, 1);
  const [openingFen, [turnover], closingFen] = await Promise.all([
    balanceAsOf(reader, account, addDays(from, -1)),
    reader.ask(store.selectTurnover, {
      account,
      from: startOf(from),
      until: startOf(untilDay),
      fromDay: from,
      untilDay,
    }),
    balanceAsOf(reader, account, to),
  ]);
  return { openingFen, inFen: turnover!.came, outFen: turnover!.went, closingFen };
}
