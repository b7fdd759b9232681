/** What a member passed on and what came of it. */
import { ask, query } from './http.ts';

export interface Share {
  code: string;
  title: string;
  titleEn: string;
  productId: string | null;
  madeAt: string;
  visits: number;
  joined: number;
  orders: number;
}

/** Somebody who opened the link; the name is masked, or empty when she shows none. */
export interface Guest {
  name: string;
  outcome: 'visited' | 'joined' | 'ordered';
  /** How often she passed it on herself: recorded, not paid. */
  sharedOn: number;
}

export const findShares = (after?: string) =>
  ask<{ items: Share[]; next: string | null }>('GET', `/shares${query({ after })}`);
export const findGuests = (code: string) =>
  ask<{ items: Guest[] }>('GET', `/shares/${code}/guests`);
