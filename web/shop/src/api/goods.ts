/** What the shop shows of its outlets and goods. */
import type { Happy } from './cases.ts';
import { ask, query } from './http.ts';

export interface Outlet {
  id: string;
  name: string;
  shortName: string;
  address: string;
  phone: string;
  lat: number;
  lng: number;
  distanceM: number | null;
  open: boolean;
  /** When it opens next, while it is shut. */
  opensAt: string | null;
  /** When it shuts, while it is open. */
  closesAt: string | null;
  /** Why it takes no orders just now. */
  pausedReason: string | null;
}

export interface WayPromise {
  way: 'pickup' | 'delivery';
  from: string;
  to: string | null;
  freeFromFen: number | null;
  minFen: number | null;
}

export interface Goods {
  productId: string;
  skuId: string;
  title: string;
  titleEn: string;
  spec: string;
  specEn: string;
  priceFen: number;
  picture: string;
  /** Pieces that can be had from here or from an outlet near by; 0 is sold out everywhere. */
  sellable: number;
}

export interface Guide {
  id: string;
  name: string;
  title: string;
  words: string;
  portrait: string;
  outletName: string;
  phone: string;
  wechat: string;
}

export interface Scene {
  id: string;
  name: string;
  nameEn: string;
  picture: string;
}

export interface Block {
  title: string;
  titleEn: string;
  subtitle: string;
  subtitleEn: string;
  sceneId: string | null;
  items: Goods[];
}

export interface Home {
  chainName: string;
  outlet: Outlet;
  notice: string;
  ways: WayPromise[];
  scenes: Scene[];
  blocks: Block[];
  guide: Guide | null;
}

export interface Where {
  outlet?: string | undefined;
  lat?: number | undefined;
  lng?: number | undefined;
}

export interface Listed<T> {
  items: T[];
  next: string | null;
}

export interface Sku {
  id: string;
  spec: string;
  specEn: string;
  priceFen: number;
  lowestFen: number | null;
  sellable: number;
}

/** Who would prepare a piece of this, and when it could be had. */
export interface Preparing {
  outletId: string;
  outletName: string;
  distanceM: number | null;
  sellable: number;
  readyAt: string;
  reasons: ('has_stock' | 'nearest' | 'opens_first' | 'open_now' | 'same_outlet')[];
  /** When that outlet next opens, while it is shut. */
  opensAt: string | null;
}

export interface Product {
  id: string;
  title: string;
  titleEn: string;
  origin: string;
  story: string;
  terms: { except: string | null; happy: Happy | null } | null;
  picture: string;
  category: string;
  outlet: Outlet;
  outletSellable: number;
  preparing: Preparing | null;
  skus: Sku[];
  guide: Guide | null;
  neighbours: { complexName: string; count: number } | null;
}

export const findHome = (where: Where) => ask<Home>('GET', `/home${query({ ...where })}`);

export const findOutlets = (where: Where) =>
  ask<{ items: Outlet[] }>('GET', `/outlets${query({ ...where })}`);

export const findScenes = (outlet: string) =>
  ask<{ items: Scene[] }>('GET', `/scenes${query({ outlet })}`);

export const findGoods = (outlet: string, scene: string, after?: string) =>
  ask<Listed<Goods>>('GET', `/goods${query({ outlet, scene, after })}`);

export const searchGoods = (outlet: string, q: string) =>
  ask<Listed<Goods>>('GET', `/search${query({ outlet, q })}`);

/** What an outlet offers to whoever buys or passes on. */
export interface Terms {
  inviteeFen: number;
  sharerBps: number;
  promotions: { name: string; thresholdFen: number; offFen: number }[];
}
export const findTerms = (outlet: string) => ask<Terms>('GET', `/outlets/${outlet}/terms`);

export const findProduct = (id: string, where: Where) =>
  ask<Product>('GET', `/products/${id}${query({ ...where })}`);
