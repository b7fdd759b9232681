/** WeChat's mini-program login: gives login codes to invented people, answers `code2session`. */
import { hash, randomBytes } from 'node:crypto';
import type { SimReply, SimRequest } from '../serve.ts';

export const WECHAT_APP = { app: 'wx1234567890abcdef', secret: 'simulated-app-secret' } as const;
const CODE_MS = 5 * 60_000;

interface Issued {
  readonly persona: string;
  readonly untilMs: number;
  used: boolean;
}

export class WechatSimulator {
  readonly #nowMs: () => number;
  readonly #codes = new Map<string, Issued>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** What `wx.login` gives on this person's phone: five minutes, once. */
  loginCode(persona: string): string {
    const code = `0${randomBytes(23).toString('base64url')}`.slice(0, 32);
    this.#codes.set(code, { persona, untilMs: this.#nowMs() + CODE_MS, used: false });
    return code;
  }

  answer({ url }: SimRequest): SimReply {
    if (url.pathname !== '/sns/jscode2session') return fault(40066, 'invalid url');
    const asked = url.searchParams;
    if (asked.get('appid') !== WECHAT_APP.app) return fault(40013, 'invalid appid');
    if (asked.get('secret') !== WECHAT_APP.secret) return fault(40125, 'invalid appsecret');
    if (asked.get('grant_type') !== 'authorization_code') return fault(40002, 'invalid grant_type');
    const issued = this.#codes.get(asked.get('js_code') ?? '');
    if (issued === undefined || issued.untilMs <= this.#nowMs())
      return fault(40029, 'invalid code');
    if (issued.used) return fault(40163, 'code been used');
    issued.used = true;
    const of = (use: string, length: number): string =>
      hash('sha256', `${use}:${issued.persona}`, 'base64url').slice(0, length);
    return {
      status: 200,
      json: {
        openid: `o${of(WECHAT_APP.app, 27)}`,
        session_key: randomBytes(16).toString('base64'),
        unionid: `u${of('union', 27)}`,
      },
    };
  }
}

const fault = (errcode: number, errmsg: string): SimReply => ({
  status: 200,
  json: { errcode, errmsg: `${errmsg}, rid: simulated` },
});
