/** From links and visitors to a drawn tree: places by level, sizes by sales. Pure. */
export interface TreeLink {
  readonly code: string;
  readonly parentCode: string | null;
  readonly sharerKind: 'staff' | 'member';
  readonly sharerId: string;
  readonly sharerName: string;
  readonly depth: number;
  readonly channel: string;
  readonly madeAt: string;
  readonly visits: number;
  readonly visitors: number;
  readonly signUps: number;
  readonly orders: number;
  readonly salesFen: number;
  readonly nightFen: number;
  readonly earnedFen: number;
}
export interface Visitor {
  readonly linkCode: string;
  readonly memberId: string;
  readonly name: string;
  readonly firstAt: string;
  readonly signedUp: boolean;
  readonly salesFen: number;
}
export interface Tree {
  readonly root: {
    readonly code: string;
    readonly targetName: string;
    readonly groupName: string | null;
    readonly madeAt: string;
  };
  readonly links: readonly TreeLink[];
  readonly visitors: readonly Visitor[];
}

export type Outcome = 'ordered' | 'signed' | 'seen';
/** A person of the tree: a sharer with her link, a visitor without one, or "n more". */
export interface Twig {
  readonly key: string;
  readonly name: string;
  readonly memberId: string | null;
  readonly link: TreeLink | null;
  readonly level: number;
  readonly outcome: Outcome;
  readonly salesFen: number;
  readonly more: number;
  readonly children: readonly Twig[];
}
export interface Placed {
  readonly twig: Twig;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly from: Placed | null;
}

export const MANY = 500;
const SHOWN_WHEN_MANY = 6;
const VISITORS_SHOWN = 8;
export const COLUMN = 210;
const ROW = 34;

const outcomeOf = (salesFen: number, signedUp: boolean): Outcome =>
  salesFen > 0 ? 'ordered' : signedUp ? 'signed' : 'seen';

/** Children by what they brought; beyond a handful they are a count. */
export function growFrom(tree: Tree, top: string): Twig {
  const below = Map.groupBy(tree.links, (link) => link.parentCode);
  const came = Map.groupBy(tree.visitors, (visitor) => visitor.linkCode);
  const most = tree.links.length > MANY ? SHOWN_WHEN_MANY : Number.POSITIVE_INFINITY;
  const visitOf = new Map(tree.visitors.map((v) => [`${v.linkCode} ${v.memberId}`, v]));

  const grow = (link: TreeLink, level: number): Twig => {
    const own = link.parentCode ? visitOf.get(`${link.parentCode} ${link.sharerId}`) : undefined;
    const links = (below.get(link.code) ?? []).map((child) => grow(child, level + 1));
    const sharers = new Set((below.get(link.code) ?? []).map((child) => child.sharerId));
    const others = (came.get(link.code) ?? []).filter((visitor) => !sharers.has(visitor.memberId));
    const leaves = others.map((visitor) => leafOf(visitor, level + 1));
    const ranked = [...links, ...leaves].sort((a, b) => worth(b) - worth(a));
    const cap = Math.min(most, Math.max(links.length, VISITORS_SHOWN));
    const shown = ranked.slice(0, cap);
    const named = sharers.size + others.length;
    const rest = ranked.length - shown.length + Math.max(0, link.visitors - named);
    return {
      key: link.code,
      name: link.sharerName,
      memberId: link.sharerKind === 'member' ? link.sharerId : null,
      link,
      level,
      outcome: level === 0 ? 'ordered' : outcomeOf(own?.salesFen ?? 0, own?.signedUp ?? false),
      salesFen: link.salesFen,
      more: 0,
      children: rest > 0 ? [...shown, moreOf(link.code, level + 1, rest)] : shown,
    };
  };
  const start = tree.links.find((link) => link.code === top) ?? tree.links[0]!;
  return grow(start, start.depth - 1);
}

const worth = (twig: Twig): number =>
  twig.salesFen +
  twig.children.reduce((sum, child) => sum + worth(child), 0) +
  twig.children.length;

const leafOf = (visitor: Visitor, level: number): Twig => ({
  key: `${visitor.linkCode} ${visitor.memberId}`,
  name: visitor.name,
  memberId: visitor.memberId,
  link: null,
  level,
  outcome: outcomeOf(visitor.salesFen, visitor.signedUp),
  salesFen: visitor.salesFen,
  more: 0,
  children: [],
});
const moreOf = (code: string, level: number, more: number): Twig => ({
  key: `${code} more`,
  name: '',
  memberId: null,
  link: null,
  level,
  outcome: 'seen',
  salesFen: 0,
  more,
  children: [],
});

/**
 * Leaves go down one row each; a parent stands on the line of the child that brought most, so the
 * branch that matters runs straight from the start.
 */
export function place(root: Twig): { readonly all: readonly Placed[]; readonly height: number } {
  const all: Placed[] = [];
  const most = Math.max(1, ...flatten(root).map((twig) => twig.salesFen));
  let row = 0.9; // the words above the columns
  const size = (twig: Twig) => {
    if (twig.more) return 11;
    const base = twig.level === root.level ? 26 : twig.link ? 17 : 11;
    return base + 9 * Math.sqrt(twig.salesFen / most);
  };
  const walk = (twig: Twig, from: Placed | null): Placed => {
    const x = 70 + (twig.level - root.level) * COLUMN;
    const mine = { twig, x, y: 0, r: size(twig), from };
    all.push(mine);
    const ys = twig.children.map((child) => walk(child, mine).y);
    if (ys.length === 0) row += 1;
    mine.y = ys[0] ?? row * ROW;
    if (ys.length === 1) row += 1; // its own words stand below it
    return mine;
  };
  walk(root, null);
  return { all, height: (row + 1) * ROW };
}

export const flatten = (twig: Twig): Twig[] => [twig, ...twig.children.flatMap(flatten)];
