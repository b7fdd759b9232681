/** The member herself: signing in, her page, her addresses. */
import { ask } from './http.ts';

export interface Me {
  id: string;
  name: string;
  phoneMasked: string;
  portrait: string;
  showsName: boolean;
  marketing: boolean;
}

export interface Consents {
  terms: boolean;
  marketing: boolean;
  showName: boolean;
}

export interface Address {
  id: string;
  name: string;
  phone: string;
  detail: string;
  district: string;
  lat: number;
  lng: number;
  isDefault: boolean;
}

export const askCode = (phone: string) =>
  ask<{ waitS: number }>('POST', '/session/codes', { phone });

export const signInByCode = (phone: string, code: string, consents: Consents) =>
  ask<Me>('POST', '/session', { phone, code, consents });

export const signOut = () => ask<void>('DELETE', '/session');
export const findMyself = () => ask<Me>('GET', '/me');
export const changeMe = (change: Partial<Pick<Me, 'name' | 'showsName' | 'marketing'>>) =>
  ask<Me>('PATCH', '/me', change);

export const findAddresses = () => ask<{ items: Address[] }>('GET', '/addresses');
export const saveAddress = (address: Address) =>
  ask<Address>('PUT', `/addresses/${address.id}`, address);
export const removeAddress = (id: string) => ask<void>('DELETE', `/addresses/${id}`);
