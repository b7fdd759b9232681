/**
 * WeChat's `code2session`: turns a login code of our mini-program into the openid that holds it.
 * The session key stays here and is thrown away.
 */
export interface WechatSettings {
  readonly app: string;
  readonly secret: string;
  /** https://api.weixin.qq.com, or the simulator's. */
  readonly base: () => Promise<string>;
}
interface Answer {
  readonly openid?: string;
  readonly unionid?: string;
  readonly errcode?: number;
  readonly errmsg?: string;
}

/** No such code, used already, high-risk user: all mean "not you, not now". */
const REFUSED = new Set([40029, 40163, 40226]);

export function wechat({ app, secret, base }: WechatSettings) {
  return {
    app,
    async sessionOf(code: string): Promise<{ openid: string; unionid: string | null } | null> {
      const url = new URL('/sns/jscode2session', await base());
      url.search = new URLSearchParams({
        appid: app,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      }).toString();
      const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      const said = (await reply.json()) as Answer;
      if (said.openid !== undefined) return { openid: said.openid, unionid: said.unionid ?? null };
      if (REFUSED.has(said.errcode ?? 0)) return null;
      throw new Error(`WeChat code2session: ${said.errcode} ${said.errmsg}`);
    },
  };
}
