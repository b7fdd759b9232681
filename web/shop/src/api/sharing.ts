/** Passing on: links, what came of them, and the rewards. */
import type { Goods, Guide, Product } from './goods.ts';
import { ask } from './http.ts';

export interface Target {
  kind: 'product' | 'shop' | 'outlet';
  id: string;
}

export interface MadeLink {
  code: string;
  url: string;
  posterUrl: string;
  words: string;
}

export interface LinkPage {
  code: string;
  guide: Guide | null;
  /** Who passed it on last; null when it was the guide herself, or nobody may know. */
  sharer: { name: string; portrait: string; at: string } | null;
  words: string;
  outletId: string;
  target: Target;
  product: Product | null;
  reward: { youFen: number; sharerBps: number } | null;
  own: boolean;
  promotion: { fromFen: number; offFen: number } | null;
}

export interface GuideShop {
  guide: Guide;
  story: string;
  complexes: string[];
  members: number | null;
  picks: (Goods & { words: string })[];
}

export const shareOn = (target: Target, outlet: string, channel: string) =>
  ask<MadeLink>('POST', '/links', { target, outlet, channel });

export const openLink = (code: string) => ask<LinkPage>('GET', `/links/${code}`);

interface Visit {
  id: string;
  code?: string;
  entry?: 'direct' | 'scan';
  outletId?: string;
}
export const recordVisit = (visit: Visit) => ask<void>('POST', '/visits', visit);

export const findGuideShop = (id: string) => ask<GuideShop>('GET', `/guides/${id}`);
