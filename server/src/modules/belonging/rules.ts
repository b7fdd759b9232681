/** When a bond holds, when it may be taken over, and which of two survives a merge. */
import { addDays, after, dayOf, days, startOf, type Instant } from '../../kernel/time.ts';
import type { Owners, Period, Terms } from './types.ts';

/** Only a guide's bond expires: a member always has a home outlet. */
export const expiresAt = (period: Period, expireDays: number): Instant =>
  after(period.renewedAt, days(expireDays));

export const isLive = (period: Period, expireDays: number, now: Instant): boolean =>
  period.kind === 'outlet' || now < expiresAt(period, expireDays);

/** The notice comes on the morning of the business day that the rule counts to. */
export const renewedBefore = (noticeDays: number, now: Instant): Instant =>
  startOf(addDays(dayOf(now), 1 - noticeDays));

export function ownersIn(periods: readonly Period[], expireDays: number, now: Instant): Owners {
  const outlet = periods.find((each) => each.kind === 'outlet');
  const guide = periods.find((each) => each.kind === 'guide' && isLive(each, expireDays, now));
  return {
    homeOutlet:
      outlet === undefined
        ? null
        : { id: outlet.owner as never, policyVersion: outlet.policyVersion },
    homeGuide:
      guide === undefined
        ? null
        : {
            id: guide.owner as never,
            boundAt: guide.boundAt,
            protectedUntil: guide.protectedUntil,
            expiresAt: expiresAt(guide, expireDays),
            policyVersion: guide.policyVersion,
          },
  };
}

/** What a received order that `guide` served does to the bond of its buyer. */
export function afterServed(
  open: Period | null,
  guide: string,
  terms: Terms,
  now: Instant,
): 'bind' | 'renew' | 'snatch' | 'keep' {
  if (open === null || !isLive(open, terms.expireDays, now)) return 'bind';
  if (open.owner === guide) return 'renew';
  return open.protectedUntil !== null && now < open.protectedUntil ? 'keep' : 'snatch';
}

/** The owner of the older bind wins; on a tie the survivor's own. */
export function olderOf(mine: Period | null, others: Period | null): Period | null {
  if (mine === null || others === null) return mine ?? others;
  return others.boundAt < mine.boundAt ? others : mine;
}

/** The nearest version in force rules; each figure it leaves out is that of the domain core. */
export function termsOf(
  inForce: readonly { readonly version: number; readonly body: unknown }[],
): Terms {
  const { version = 0, body = {} } = inForce[0] ?? {};
  const { protectDays = 30, expireDays = 180 } = body as Partial<Terms>;
  return { version, protectDays, expireDays };
}

export type HeirRule = 'outlet_manager' | 'round_robin' | 'outlet_only';

/**
 * Who of her colleagues gets each of a leaver's customers: the store manager, everyone in turn (the
 * longest customer first), or nobody, so that the outlet alone keeps them.
 */
export function heirsFor<Who extends string>(
  rule: HeirRule,
  customers: readonly Period[],
  colleagues: readonly { readonly id: Who; readonly roles: readonly string[] }[],
): ReadonlyMap<string, Who | null> {
  const manager = colleagues.find(({ roles }) => roles.includes('store_manager'));
  const heirs =
    rule === 'outlet_only' ? [] : rule === 'round_robin' ? colleagues : manager ? [manager] : [];
  const inTurn = customers.toSorted((a, b) => (a.boundAt < b.boundAt ? -1 : 1));
  return new Map(
    inTurn.map(({ member }, i) => [member, heirs[i % Math.max(1, heirs.length)]?.id ?? null]),
  );
}
