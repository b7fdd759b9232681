/** The account's own security: second factor, sessions, devices. */
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

export interface Factor {
  readonly isOn: boolean;
  readonly recoveryLeft: number;
  readonly asked: boolean;
}
export interface Signed {
  readonly id: string;
  readonly app: 'console' | 'workbench';
  readonly deviceLabel: string;
  readonly ipClass: string;
  readonly seenAt: string;
  readonly isThis: boolean;
}
export interface Device {
  readonly id: string;
  readonly label: string;
  readonly ipClass: string;
  readonly seenAt: string;
  readonly trustedUntil: string | null;
  readonly isNews: boolean;
  readonly isThis: boolean;
}
export interface Started {
  readonly secret: string;
  readonly qr: string;
}
type Codes = { readonly codes: string[] };

export const useFactor = () =>
  useQuery({ queryKey: ['factor'], queryFn: () => call<Factor>('/session/factor') });
export const useSessions = () =>
  useQuery({
    queryKey: ['sessions'],
    queryFn: () => call<{ items: Signed[]; devices: Device[] }>('/sessions'),
  });
export const startFactor = () => call<Started>('/session/factor', { method: 'POST' });
export const confirmFactor = (code: string) =>
  call<Codes>('/session/factor/confirm', { method: 'POST', body: { code } });
export const renewCodes = () => call<Codes>('/session/factor/recovery', { method: 'POST' });
export const dropFactor = () => call('/session/factor', { method: 'DELETE' });
export const endSession = (id: string) => call(`/sessions/${id}`, { method: 'DELETE' });
export const endOthers = () => call('/sessions/end-others', { method: 'POST' });
export const forgetDevice = (id: string) => call(`/sessions/devices/${id}`, { method: 'DELETE' });
export const knowDevices = () => call('/sessions/known', { method: 'POST' });
export const showAgain = (shown: { password?: string; code?: string }) =>
  call('/session/proof', { method: 'POST', body: shown });
