/**
 * What we may ask a member to agree to, and for whom. Head office and the dealer of her home store
 * are two companies, so each is agreed to by itself (PIPL, articles 13 to 16 and 23).
 */
import type { Consent, ConsentText, Purpose } from './types.ts';

export type ControllerKind = 'hq' | 'dealer';

/** In the order of the screen. Terms and privacy end only with her membership. */
export const OFFERED: Readonly<Record<ControllerKind, readonly Purpose[]>> = {
  hq: [
    'show_name',
    'marketing',
    'marketing_sms',
    'marketing_wechat',
    'profiling',
    'place',
    'share_dealer',
  ],
  dealer: ['marketing', 'marketing_sms', 'marketing_wechat', 'profiling'],
};

const VERSION = '2026-11';
const WORDS: Readonly<Partial<Record<Purpose, readonly [string, string]>>> = {
  show_name: ['邻居看到你转的商品时，能看到你的名字', 'Neighbours see your name on what you share'],
  marketing: ['在商城里看到优惠和新品消息', 'News and offers inside the shop'],
  marketing_sms: ['用短信收到优惠和新品消息', 'News and offers by text message'],
  marketing_wechat: ['用微信收到优惠和新品消息', 'News and offers by WeChat'],
  profiling: ['按你买过的东西推荐商品', 'Recommend goods by what you bought'],
  place: ['你走近门店时，用位置提醒你', 'Remind you by your place when you pass a store'],
  share_dealer: [
    '总部把你的资料给服务你的经销商，换店后也一样',
    'Head office hands your data to the dealer who serves you, also after you change stores',
  ],
};

/** The words that stand now: the merchant's newest, else those that we bring. */
export function textOf(purpose: Purpose, published: readonly ConsentText[]): ConsentText {
  const [newest] = published
    .filter((each) => each.purpose === purpose)
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  if (newest !== undefined) return newest;
  const [zh, en] = WORDS[purpose] ?? ['', ''];
  return { purpose, version: VERSION, zh, en, madeAt: '' as ConsentText['madeAt'] };
}

/** The consent that stands toward this controller, if any. */
export const standingOf = (
  consents: readonly Consent[],
  purpose: Purpose,
  controller: string,
): Consent | null =>
  consents.find(
    (each) =>
      each.purpose === purpose && each.controller === controller && each.withdrawnAt === null,
  ) ?? null;

/**
 * Whether a company may look at her: it asked her itself, or head office may pass her on. Head
 * office, whose shop she uses, asked her when she signed up.
 */
export const mayLook = (
  consents: readonly Consent[],
  company: { readonly root: string; readonly dealer: string | null },
): boolean =>
  company.dealer === null ||
  standingOf(consents, 'privacy', company.dealer) !== null ||
  standingOf(consents, 'share_dealer', company.root) !== null;
