/** What a link carries from its parent; in which domain a visit without a link stands. */
import type { Domain, Entry, LinkFacts, NewLink } from './types.ts';

type Carried = Omit<LinkFacts, 'madeAt'>;

/**
 * Guide: the nearest staff sharer, itself included. sharer_1: itself if a member; sharer_2: the
 * next other member above. Group and domain pass to the child unless a real group is known.
 */
export function carriedBy(wish: NewLink, parent: LinkFacts | null): Carried {
  const { code, sharerKind, sharer, outlet, targetKind, target, channel } = wish;
  const above = [parent?.sharer1 ?? null, parent?.sharer2 ?? null];
  const isStaff = sharerKind === 'staff';
  return {
    code,
    sharerKind,
    sharer,
    outlet,
    targetKind,
    target,
    channel,
    parent: parent?.code ?? null,
    root: parent?.root ?? code,
    depth: (parent?.depth ?? 0) + 1,
    guide: isStaff ? (sharer as never) : (parent?.guide ?? null),
    sharer1: isStaff ? null : (sharer as never),
    sharer2: above.find((each) => each !== null && each !== sharer) ?? null,
    group: wish.group ?? parent?.group ?? null,
    domain: wish.group === null ? (parent?.domain ?? wish.domain) : wish.domain,
  };
}

/** Codes are read aloud and typed: case does not matter, and o, i, l are what they look like. */
export function readCode(typed: string): string | null {
  const code = typed.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{13}$/.test(code) ? code : null;
}

export function domainOf(entry: Entry, isMember: boolean): Domain {
  if (entry === 'scan') return 'onsite';
  if (entry === 'search' || entry === 'map') return 'public';
  return entry === 'direct' && isMember ? 'private' : 'wide';
}
