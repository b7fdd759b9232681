/** Something good to pass on: find it, make the link, take words and picture. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export interface ShareProduct {
  readonly productId: string;
  readonly title: string;
  readonly spec: string;
  readonly story: string;
  readonly priceFen: number;
  readonly rateBps: number;
  readonly earnFen: number;
  readonly sellable: number | null;
}
export interface ShareTarget {
  readonly id: string;
  readonly name: string;
  readonly headcount: number;
}
export interface ShareFloor {
  readonly now: string;
  readonly outlet: { readonly id: string; readonly name: string; readonly opensAt: string | null };
  readonly groups: readonly ShareTarget[];
  readonly products: readonly ShareProduct[];
}
export const useShareFloor = (q: string) =>
  useQuery({
    queryKey: ['share', q],
    queryFn: () => call<ShareFloor>('/share', { query: { q } }),
    placeholderData: (before) => before,
  });

export interface MyShare {
  readonly code: string;
  readonly productId: string;
  readonly title: string;
  readonly group: string | null;
  readonly madeAt: string;
  readonly visits: number;
  readonly passedOn: number;
  readonly orders: number;
  readonly salesFen: number;
}
export interface ShareRank {
  readonly items: readonly MyShare[];
}
export const useShareRank = () =>
  useQuery({ queryKey: ['share-rank'], queryFn: () => call<ShareRank>('/share/rank') });

export interface MadeLink {
  readonly code: string;
  readonly url: string;
}
export const makeLink = (productId: string, groupId: string | null) =>
  call<MadeLink>('/links', {
    method: 'POST',
    body: {
      target: { kind: 'product', id: productId },
      channel: groupId === null ? 'wechat_chat' : 'wechat_group',
      ...(groupId === null ? {} : { groupId }),
    },
  });
export const posterOf = (code: string): string => `/api/work/links/${code}/poster.png`;
