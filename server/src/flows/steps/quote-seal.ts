/**
 * A quote travels with a seal instead of a row: the server computes the price again and sees by the
 * seal whether it is still what the member was shown, and until when it was promised.
 */
import { Refusal } from '../../kernel/refusal.ts';
import { epochOf, instantAt, type Instant } from '../../kernel/time.ts';
import { digestOf, type Quote } from '../../modules/pricing/pricing.ts';
import type { Vault } from '../../platform/secret.ts';

export function sealQuote(vault: Vault, quote: Quote, expiresAt: Instant): string {
  const until = epochOf(expiresAt);
  return `${until}.${vault.sign(`quote|${until}|${digestOf(quote)}`)}`;
}

const TOKEN = /^(\d{13})\.([\w-]{43})$/;

/**
 * @throws Refusal `pricing.quote_changed`, `pricing.quote_expired`, each with the price of now: the
 * member decides anew, nothing is ordered at a price that she has not seen.
 */
export function checkQuote(vault: Vault, token: string, fresh: Quote, now: Instant): void {
  const [, until = '', seal = ''] = TOKEN.exec(token) ?? [];
  const said = vault.sign(`quote|${until}|${digestOf(fresh)}`);
  const facts = { payableFen: fresh.payableFen, quote: fresh };
  if (seal !== said) throw new Refusal('conflict', 'pricing.quote_changed', facts);
  if (instantAt(Number(until)) < now) throw new Refusal('conflict', 'pricing.quote_expired', facts);
}
