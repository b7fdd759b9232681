/** After-sales: what may be asked of a line, asking it, and every step that follows. */
import * as Taro from '@tarojs/taro';
import { ask, Trouble } from './http.ts';

export type Kind =
  | 'refund_only'
  | 'return_and_refund'
  | 'exchange'
  | 'price_protection'
  | 'not_happy';
export interface CaseWish {
  id: string;
  kind: Kind;
  reason: string;
  words: string;
  photos: string[];
  opened: boolean;
  swapSku?: string;
  lines: { no: number; pieces: number }[];
}
export interface Step {
  verb: string;
  by: string;
  words: string;
  at: string;
}
export interface Case {
  id: string;
  kind: Kind | 'amount' | 'cancel';
  state:
    | 'asked'
    | 'appealed'
    | 'approved'
    | 'sent_back'
    | 'exchanging'
    | 'accepted'
    | 'rejected'
    | 'withdrawn';
  reason: string;
  words: string;
  lines: { no: number; pieces: number; amountFen: number | null }[];
  askedAt: string;
  decidedAt: string | null;
  decisionWords: string;
  refundFen: number | null;
  refundState: 'in_flight' | 'succeeded' | 'failed' | null;
  photos: string[];
  desk: 'store' | 'hq';
  dueAt: string | null;
  returnCode: string | null;
  swapOrder: string | null;
  swapTitle: string | null;
  mayAppeal: boolean;
  steps: Step[];
}
export interface Happy {
  days: number;
  opened: boolean;
  freight: 'store' | 'member';
  evidence: boolean;
}
export interface LineOffer {
  no: number;
  terms: { except: string | null; happy: Happy | null } | null;
  noReason: string | null;
  kinds: { kind: Kind; whyNot: string | null; until: string | null }[];
  fallFen: number | null;
  swaps: { sku: string; spec: string; specEn: string; moreFen: number }[];
}

export const isOpen = ({ state }: Case): boolean =>
  !['accepted', 'rejected', 'withdrawn'].includes(state);
export const findCases = (order: string) =>
  ask<{ items: Case[] }>('GET', `/orders/${order}/aftersales`);
export const findOffers = (order: string) =>
  ask<{ lines: LineOffer[] }>('GET', `/orders/${order}/aftersales/offers`);
export const askAfterSales = (order: string, { lines, ...wish }: CaseWish) =>
  ask<void>('POST', `/orders/${order}/aftersales`, {
    ...wish,
    lines: lines.map((line) => ({ ...line, amountFen: null })),
  });
export const withdrawCase = (order: string, id: string) =>
  ask<void>('POST', `/orders/${order}/aftersales/${id}/withdrawal`);
export const appeal = (order: string, id: string, words: string) =>
  ask<void>('POST', `/orders/${order}/aftersales/${id}/appeal`, { words });
export const sentBack = (order: string, id: string, tracking: string) =>
  ask<void>('POST', `/orders/${order}/aftersales/${id}/tracking`, { tracking });

export const photoOf = (order: string, id: string): string =>
  `/api/shop/orders/${order}/photos/${id}?size=small`;
/** A picture is sent at once, and belongs to the case when that is sent. */
export async function sendPhoto(order: string): Promise<string | null> {
  const chosen = await Taro.chooseImage();
  const [filePath] = chosen?.tempFilePaths ?? [];
  if (!filePath) return null;
  const id = Taro.randomId();
  const url = `/api/shop/orders/${order}/photos/${id}`;
  const header = { 'x-quandian': '1' };
  const { statusCode, data } = await Taro.uploadFile({ url, filePath, name: 'file', header });
  if (statusCode < 400) return id;
  const { code, facts, ref } = JSON.parse(data);
  throw new Trouble(statusCode, code, facts ?? {}, ref ?? '');
}
