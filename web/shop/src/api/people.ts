/** The member herself: signing in, her page, her addresses. */
import { ask, query } from './http.ts';

export interface Me {
  id: string;
  name: string;
  complexId: string | null;
  showsName: boolean;
  phoneMasked: string | null;
  hasWechat: boolean;
  /** Of what she was told. */
  unread: number;
  homeGuide: { id: string; name: string } | null;
  consents: { purpose: string; withdrawnAt: string | null }[];
}

export interface Address {
  id: string;
  name: string;
  phoneMasked: string;
  detail: string;
  district: string;
  complexId: string | null;
  lat: number;
  lng: number;
  isDefault: boolean;
}

export interface Complex {
  id: string;
  name: string;
  district: string;
  lat: number;
  lng: number;
}

/** The version of the texts that the member agrees to. */
const TEXT_VERSION = '2026-11';

export const askCode = (phone: string) => ask<{ validS: number }>('POST', '/codes', { phone });

interface Came {
  showName: boolean;
  outletId?: string | undefined;
}
interface SignIn extends Came {
  phone: string;
  code: string;
}

const arrivalOf = ({ showName, outletId }: Came) => ({
  agreement: {
    terms: true,
    privacy: true,
    marketing: false,
    showName,
    textVersion: TEXT_VERSION,
  },
  ...(outletId ? { outletId } : {}),
});

export const signInByCode = ({ phone, code, ...came }: SignIn) =>
  ask<{ memberId: string }>('POST', '/session/phone', { phone, code, ...arrivalOf(came) });

/** The page where WeChat says who this is; null where WeChat is not set up. */
export const findWays = () => ask<{ wechatPage: string | null }>('GET', '/session/ways');

export const signInByWechat = ({ code, ...came }: Omit<SignIn, 'phone'>) =>
  ask<{ memberId: string }>('POST', '/session/wechat', { code, ...arrivalOf(came) });

export const signOut = () => ask<void>('DELETE', '/session');
export const findMyself = () => ask<Me>('GET', '/me');
export const rename = (name: string, complexId: string | null) =>
  ask<void>('PATCH', '/me', { name, complexId });

export const findAddresses = () => ask<{ items: Address[] }>('GET', '/addresses');
export const saveAddress = (
  { id, phoneMasked: _shown, ...address }: Address,
  phone: string | undefined,
) => ask<void>('PUT', `/addresses/${id}`, { ...address, ...(phone ? { phone } : {}) });
export const removeAddress = (id: string) => ask<void>('DELETE', `/addresses/${id}`);
export const findComplexes = (q: string) =>
  ask<{ items: Complex[] }>('GET', `/complexes${query({ q })}`);
