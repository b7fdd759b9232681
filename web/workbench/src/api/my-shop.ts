/** What her own page in the shop says, and what she recommends there. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export interface Pick {
  readonly productId: string;
  readonly title: string;
  readonly words: string;
}
export interface MyShop {
  readonly motto: string;
  readonly story: string;
  readonly wechat: string;
  readonly picks: readonly Pick[];
}
export const useMyShop = () =>
  useQuery({ queryKey: ['my-shop'], queryFn: () => call<MyShop>('/profile') });
export const keepWords = (words: { motto: string; story: string; wechat: string }) =>
  call('/profile', { method: 'PUT', body: words });
export const keepPicks = (picks: readonly { productId: string; words: string }[]) =>
  call('/picks', { method: 'PUT', body: { picks } });
