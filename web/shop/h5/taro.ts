/**
 * The part of Taro's API that the views may use, over the browser. What is not here is not used.
 */
import { useContext, useEffect } from 'preact/hooks';
import { earlyAnswer } from './early.ts';
import { back, push, replace } from './history.ts';
import { PlaceContext } from './place.ts';

interface To {
  url: string;
}

export const navigateTo = ({ url }: To): void => push(url);
export const redirectTo = ({ url }: To): void => replace(url);
export const switchTab = ({ url }: To): void => push(url);
export const navigateBack = (): void => back();

/** The page that is shown and the values it was opened with. */
export function useRouter(): { path: string; params: Readonly<Record<string, string>> } {
  const { page, params } = useContext(PlaceContext);
  return { path: page, params };
}

/** Runs whenever the page comes to the front: when it opens, and when the person returns to it. */
export function useDidShow(run: () => void): void {
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && run();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
}

export function setNavigationBarTitle({ title }: { title: string }): void {
  document.title = title;
}

// A phone in private mode may refuse storage; the shop then remembers for this visit only.
const memory = new Map<string, string>();

export function getStorageSync(key: string): string {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? '';
  } catch {
    return memory.get(key) ?? '';
  }
}

export function setStorageSync(key: string, value: string): void {
  memory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // remembered above
  }
}

export function removeStorageSync(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // forgotten above
  }
}

export interface RequestOption {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  data?: unknown;
  header?: Record<string, string>;
  /** A file instead of words. */
  responseType?: 'arraybuffer';
}

export interface RequestAnswer {
  statusCode: number;
  data: unknown;
  header: Readonly<Record<string, string>>;
}

/** Rejects only when no answer came at all. */
export async function request(option: RequestOption): Promise<RequestAnswer> {
  const early = option.method === 'GET' ? earlyAnswer(option.url) : null;
  if (early !== null) return early;
  const init: RequestInit = { method: option.method, credentials: 'same-origin' };
  const header: Record<string, string> = { accept: 'application/json', ...option.header };
  if (option.data !== undefined) {
    header['content-type'] = 'application/json';
    init.body = JSON.stringify(option.data);
  }
  const response = await fetch(option.url, { ...init, headers: header });
  if (option.responseType === 'arraybuffer' && response.ok) {
    const data = await response.arrayBuffer();
    return { statusCode: response.status, data, header: Object.fromEntries(response.headers) };
  }
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    statusCode: response.status,
    data: isJson && text ? JSON.parse(text) : text,
    header: Object.fromEntries(response.headers),
  };
}

export interface NetworkState {
  isConnected: boolean;
}

export function onNetworkStatusChange(hear: (state: NetworkState) => void): void {
  addEventListener('online', () => hear({ isConnected: true }));
  addEventListener('offline', () => hear({ isConnected: false }));
}

export async function setClipboardData({ data }: { data: string }): Promise<void> {
  await navigator.clipboard.writeText(data);
}

/** @throws when the person or the phone refuses. */
export function getLocation(): Promise<{ latitude: number; longitude: number }> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('no location'));
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, {
      timeout: 8_000,
      maximumAge: 600_000,
    });
  });
}

export function makePhoneCall({ phoneNumber }: { phoneNumber: string }): void {
  location.href = `tel:${phoneNumber}`;
}

interface Point {
  latitude: number;
  longitude: number;
  name: string;
}

/** Opens the map of the phone; the coordinates are GCJ-02, as the maps of the mainland expect. */
export function openLocation({ latitude, longitude, name }: Point): void {
  const label = encodeURIComponent(name);
  open(`https://uri.amap.com/marker?position=${longitude},${latitude}&name=${label}`, '_blank');
}

/** The words of a code before the camera; null when this phone's browser cannot read codes. */
export async function scanCode(): Promise<{ result: string } | null> {
  const { scan } = await import('./scan.ts');
  return scan();
}

export const canScan = (): boolean => 'BarcodeDetector' in globalThis;

/** Leaves for the cashier's own page, which comes back by itself. */
export function openCashier({ url }: To): void {
  location.assign(url);
}

type Bridge = {
  invoke(name: string, params: object, done: (said: { err_msg: string }) => void): void;
};
/** WeChat's own sheet over this page. True: she has put in her word; the server knows whether. */
export function requestPayment(params: Readonly<Record<string, string>>): Promise<boolean> {
  const bridge = (globalThis as { WeixinJSBridge?: Bridge }).WeixinJSBridge;
  if (bridge === undefined) return Promise.resolve(false);
  return new Promise((done) => {
    bridge.invoke('getBrandWCPayRequest', params, ({ err_msg: said }) => done(/:ok$/.test(said)));
  });
}

/** Leaves for the page where WeChat says who this is; it comes back to this one with a code. */
export function login({ url }: To): void {
  const back = `${location.pathname}${location.search}`;
  location.assign(`${url}?${new URLSearchParams({ back })}`);
}

/** The code that the person has just come back with; it is read once and leaves the address. */
export function loginCode(): string | null {
  const asked = new URL(location.href);
  const code = asked.searchParams.get('wechatCode');
  if (code === null) return null;
  asked.searchParams.delete('wechatCode');
  history.replaceState(history.state, '', asked);
  return code;
}

export interface SystemSetting {
  language: string;
  theme: 'light' | 'dark';
}

export function getSystemSetting(): SystemSetting {
  return {
    language: navigator.language,
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  };
}

/** The look of the whole screen: the language read aloud, the theme, and large letters. */
export function setPageStyle(style: { language: string; theme: string; mode: string }): void {
  const { documentElement: root } = document;
  root.lang = style.language;
  root.dataset['theme'] = style.theme;
  root.dataset['mode'] = style.mode;
}

export function pageScrollTo({ scrollTop }: { scrollTop: number }): void {
  scrollTo({ top: scrollTop });
}

/** A random id for what this phone creates, so that a repeated press is the same wish. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const at = Date.now();
  for (let n = 0; n < 6; n += 1) bytes[n] = Math.floor(at / 2 ** (8 * (5 - n))) % 256;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Into the phone's own folder for files. */
export function saveFileToDisk(file: { data: ArrayBuffer; fileName: string }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file.data]));
  link.download = file.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A picture out of her album or camera; null when she thought better of it. */
export function chooseImage(): Promise<{ tempFilePaths: string[] } | null> {
  return new Promise((choose) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/jpeg,image/png,image/webp';
    input.addEventListener('cancel', () => choose(null));
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      choose(file ? { tempFilePaths: [URL.createObjectURL(file)] } : null);
    });
    input.click();
  });
}

interface Upload {
  url: string;
  filePath: string;
  name: string;
  header: Record<string, string>;
}
export async function uploadFile({ url, filePath, name, header }: Upload) {
  const form = new FormData();
  form.append(name, await (await fetch(filePath)).blob(), 'photo');
  const answer = await fetch(url, { method: 'POST', body: form, headers: header });
  return { statusCode: answer.status, data: await answer.text() };
}
