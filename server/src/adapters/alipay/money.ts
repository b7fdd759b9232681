/** Alipay writes yuan with two places; we count fen. */
import { fen, type Fen } from '../../kernel/money.ts';

export const yuanOf = (amount: Fen): string => (amount / 100).toFixed(2);

/** @throws Error for whatever is no sum in yuan */
export function fenOf(yuan: unknown): Fen {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(String(yuan).trim());
  if (found === null) throw new Error('no sum in yuan');
  const [, sign, whole, rest = ''] = found;
  const size = Number(whole) * 100 + Number(rest.padEnd(2, '0'));
  return fen(sign === '-' ? 0 - size : size);
}
