/**
 * What the cart costs now, line by line, who would prepare it and when it can be had: exactly what
 * placing it would write, with a signed promise that holds for a quarter of an hour.
 */
import type { MemberId, MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, minutes, type Instant } from '../kernel/time.ts';
import type { Route } from '../modules/fulfilment/fulfilment.ts';
import * as members from '../modules/members/members.ts';
import * as pricing from '../modules/pricing/pricing.ts';
import type { Db, Reader } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { priceOf, routeFor, surveyOf, type Checkout, type Survey } from './steps/checkout.ts';
import { sealQuote } from './steps/quote-seal.ts';

export interface QuoteWish extends Omit<Checkout, 'destination'> {
  readonly merchant: MerchantId;
  readonly member: MemberId | null;
  readonly address: members.Address['id'] | null;
}

export interface QuotedCart {
  readonly quote: pricing.Quote;
  readonly token: string;
  readonly expiresAt: Instant;
  readonly route: Route;
  readonly survey: Survey;
}

const HOLDS = minutes(15);

export function quoteCart({ db, vault }: { db: Db; vault: Vault }, wish: QuoteWish) {
  return db.reading(wish.merchant, async (reader): Promise<QuotedCart> => {
    const destination = await destinationOf(reader, vault, wish);
    const checkout: Checkout = { ...wish, destination };
    const survey = await surveyOf(reader, checkout);
    const quote = priceOf(reader, checkout, survey);
    const route = routeFor(reader, checkout, survey);
    const expiresAt = after(reader.now, HOLDS);
    return { quote, expiresAt, token: sealQuote(vault, quote, expiresAt), route, survey };
  });
}

async function destinationOf(
  reader: Reader,
  vault: Vault,
  { way, member, address }: QuoteWish,
): Promise<members.Address | null> {
  if (way === 'pickup') return null;
  if (address === null || member === null)
    throw new Refusal('invalid', 'orders.delivery_needs_an_address');
  return members.addressOf(reader, vault, member, address);
}
