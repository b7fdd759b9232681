/** Passing on: links, what came of them, and the rewards. */
import type { Goods, Guide } from './goods.ts';
import { ask } from './http.ts';

export interface Target {
  kind: 'product' | 'shop' | 'outlet';
  id: string;
}

export interface MadeLink {
  code: string;
  url: string;
  words: string;
}

/** What a link shows before anybody signs in. */
export interface LinkPage {
  code: string;
  target: Target;
  outlet: { id: string; name: string };
  /** The name is null when the neighbour shows none. */
  sharer: { kind: 'staff' | 'member'; name: string | null };
  /** Who asks made it herself: it earns her nothing. */
  isMine: boolean;
  words: string;
  complexName: string | null;
  guide: { id: string; name: string; title: string; motto: string; isHeir: boolean } | null;
  madeAt: string;
}

export interface GuideShop {
  guide: Guide;
  story: string;
  complexes: string[];
  members: number | null;
  picks: (Goods & { words: string })[];
}

export const shareOn = (target: Target, outlet: string, channel: string) =>
  ask<MadeLink>('POST', '/links', { target, outletId: outlet, channel });

export const openLink = (code: string) => ask<LinkPage>('GET', `/links/${code}`);

interface Visit {
  id: string;
  code?: string;
  entry?: 'direct' | 'scan';
  outletId?: string;
}
export const recordVisit = (visit: Visit) => ask<void>('POST', '/visits', visit);

export const findGuideShop = (id: string) => ask<GuideShop>('GET', `/guides/${id}`);

/** The drawn poster of a link, with its square to scan. */
export const posterOf = (code: string): string => `/posters/${code}.png`;
