/** What the member allows, takes away and has destroyed. */
import * as Taro from '@tarojs/taro';
import { ask } from './http.ts';

interface Offer {
  purpose: string;
  version: string;
  zh: string;
  en: string;
  standing: { textVersion: string; givenAt: string } | null;
}
export interface Company {
  id: string;
  kind: 'hq' | 'dealer';
  name: string;
  offers: Offer[];
}
export interface Leaving {
  hindrances: string[];
  coolOffDays: number;
  asked: { id: string; dueAt: string; hinderedBy: string[] } | null;
}

export const findPrivacy = () => ask<{ controllers: Company[] }>('GET', '/me/privacy');
/** One switch: both ways are one tap. */
export const change = (company: string, { purpose, version }: Offer, yes: boolean) =>
  yes
    ? ask<void>('PUT', `/me/consents/${purpose}`, { textVersion: version, controller: company })
    : ask<void>('DELETE', `/me/consents/${purpose}?controller=${company}`);

export const sendProof = () => ask<{ validS: number }>('POST', '/me/proof');
export const findLeaving = () => ask<Leaving>('GET', '/me/erasure');
export const takeAway = async (code: string): Promise<void> => {
  const answer = { responseType: 'arraybuffer' } as const;
  const data = await ask<ArrayBuffer>('POST', '/me/export', { code }, answer);
  Taro.saveFileToDisk({ data, fileName: 'my-data.zip' });
};
export const leaveForGood = (code: string) =>
  ask<void>('POST', '/me/erasure', { id: Taro.randomId(), code });
export const stay = () => ask<void>('DELETE', '/me/erasure');
