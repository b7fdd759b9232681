/** What the shop told the member. */
import { ask, query } from './http.ts';

export interface Notice {
  id: string;
  kind: string;
  facts: Readonly<Record<string, string | number>>;
  at: string;
  readAt: string | null;
  about: { title: string; productId: string | null; lines: number } | null;
}
export interface Notices {
  items: Notice[];
  next: string | null;
}

export const findNotices = (after?: string) =>
  ask<Notices>('GET', `/me/notices${query({ after })}`);
export const readNotices = () => ask<void>('POST', '/me/notices/read', {});
