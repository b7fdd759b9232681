/** A shopper's browser in tests: keeps its cookies, says the header that our own pages say. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { MemberId } from '../src/kernel/id.ts';

export interface Sent {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly payload?: object;
  readonly headers?: Record<string, string>;
}

export class Shopper {
  readonly #app: FastifyInstance;
  readonly #host: string;
  readonly cookies = new Map<string, string>();

  constructor(app: FastifyInstance, host: string) {
    this.#app = app;
    this.#host = host;
  }

  async send({ method = 'GET', url, payload, headers }: Sent): Promise<LightMyRequestResponse> {
    const answer = await this.#app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: { host: this.#host, 'x-quandian': '1', ...headers },
      cookies: Object.fromEntries(this.cookies),
    });
    for (const { name, value } of answer.cookies)
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    return answer;
  }

  post(url: string, payload: object = {}): Promise<LightMyRequestResponse> {
    return this.send({ method: 'POST', url, payload });
  }

  /** The code that the phone received, asked of the inbox page as a person would read it. */
  async codeSentTo(phone: string): Promise<string> {
    const { items } = (await this.send({ url: `/sim/sms.json?phone=${phone}` })).json();
    return items[0].code;
  }

  /** Signs in by phone, up when nobody is known by it. */
  async enter(phone: string, more: object = {}): Promise<MemberId> {
    await this.post('/api/shop/codes', { phone });
    const code = await this.codeSentTo(phone);
    const answer = await this.post('/api/shop/session/phone', {
      phone,
      code,
      agreement: AGREED,
      ...more,
    });
    if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`);
    return answer.json().memberId;
  }
}

export const AGREED = {
  terms: true,
  privacy: true,
  marketing: false,
  showName: true,
  textVersion: '1',
} as const;
