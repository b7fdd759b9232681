/**
 * The line to WeChat Pay: each request signed, each good answer proven before it is believed,
 * nothing waited for without end. What it does not know: orders and refunds.
 */
import { randomBytes } from 'node:crypto';
import { type Dispatcher, request } from 'undici';
import { check } from '../../kernel/check.ts';
import { encrypted } from './crypto.ts';
import { faultOf, type Next, WechatPayFault } from './fault.ts';
import type { PlatformKeys } from './platform-keys.ts';
import { type Found, objectIn } from './reading.ts';
import { authorizationOf, saidIn, type Signer, type Stamp, verify } from './signature.ts';

export interface LineSettings {
  /** https://api.mch.weixin.qq.com, or the simulator's. */
  readonly base: () => Promise<string>;
  readonly signer: Signer;
  readonly keys: PlatformKeys;
  readonly nowMs: () => number;
  readonly timeoutMs?: number;
}
export interface Wish {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  /** `seal` puts a person's name or number under the key that the request then names. */
  readonly wish?: object | ((seal: (text: string) => string) => object);
}

const TIMEOUT_MS = 10_000;
const FILE_MS = 600_000;
const ANSWER_BYTES = 262_144;
const CERTIFICATES = '/v3/certificates';
/** The platform asks for a look at least twice a day. */
const FRESH_MS = 12 * 3_600_000;
/** Anybody can write a serial that we do not know; he must not send us to the platform with it. */
const LOOK_AGAIN_MS = 5 * 60_000;
/** Nothing had been said yet when these happened. */
const UNSAID = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export const newStamp = (nowMs: number): Stamp => ({
  timestamp: String(Math.floor(nowMs / 1_000)),
  nonce: randomBytes(16).toString('hex').toUpperCase(),
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export class Line {
  readonly #settings: LineSettings;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(settings: LineSettings) {
    this.#settings = settings;
  }

  /**
   * @returns the object answered; empty for an answer without words
   * @throws WechatPayFault
   */
  async ask(wish: Wish): Promise<Found> {
    await this.#freshKeys();
    const answer = await this.#send(wish);
    try {
      await this.prove(answer.headers, answer.body);
      return answer.body === '' ? {} : objectIn(answer.body);
    } catch {
      // Who answered is not known, and so neither is whether it happened.
      throw new WechatPayFault('UNPROVEN_ANSWER', afterwards(wish), answer.status);
    }
  }

  /** A file that lies there; nothing about it is signed. @throws WechatPayFault */
  async file(target: string): Promise<Dispatcher.ResponseData['body']> {
    const { base, signer, nowMs } = this.#settings;
    const wish = { method: 'GET' as const, target, body: '' };
    const { statusCode, body } = await request(`${await base()}${target}`, {
      headers: {
        authorization: authorizationOf(signer, wish, newStamp(nowMs())),
        accept: 'application/json',
        'user-agent': 'quandian',
      },
      signal: AbortSignal.timeout(FILE_MS),
    }).catch(() => {
      throw new WechatPayFault('NO_ANSWER', 'again');
    });
    if (statusCode === 200) return body;
    throw faultOf(statusCode, await shortText(body), null);
  }

  /** @throws Refusal of `verify`; a serial not seen before has its certificate fetched first. */
  async prove(headers: Readonly<Record<string, unknown>>, body: string): Promise<void> {
    const { keys, nowMs } = this.#settings;
    const said = saidIn(headers);
    if (keys.of(said.serial) === null) await this.#look(LOOK_AGAIN_MS).catch(() => {});
    verify(said, body, nowMs(), keys.of);
  }

  async #freshKeys(): Promise<void> {
    const { keys, nowMs } = this.#settings;
    const has = keys.current(nowMs()) !== null;
    // With a valid key in hand a failed look can wait; without one nothing can be believed.
    await this.#look(has ? FRESH_MS : 0).catch((fault) => {
      if (!has) throw fault;
    });
  }

  async #look(everyMs: number): Promise<void> {
    const { keys, nowMs } = this.#settings;
    if (!keys.fromCertificates) return;
    if (this.#looking === null) {
      if (nowMs() - this.#lookedAtMs < everyMs) return;
      this.#lookedAtMs = nowMs();
      this.#looking = this.#fetchCertificates().finally(() => {
        this.#looking = null;
      });
    }
    await this.#looking;
  }

  /** They open with our API key only, so they may prove the very answer that they came in. */
  async #fetchCertificates(): Promise<void> {
    const { keys, nowMs } = this.#settings;
    const { status, headers, body } = await this.#send({ method: 'GET', target: CERTIFICATES });
    try {
      keys.learn(objectIn(body));
      verify(saidIn(headers), body, nowMs(), keys.of);
    } catch {
      throw new WechatPayFault('UNPROVEN_ANSWER', 'again', status);
    }
  }

  async #send(wish: Wish): Promise<Answer> {
    const answer = await this.#exchange(wish).catch((cause: unknown) => {
      const unsaid = UNSAID.has((cause as { code?: string }).code ?? '');
      throw new WechatPayFault('NO_ANSWER', unsaid ? 'again' : afterwards(wish));
    });
    const { status, headers, body } = answer;
    if (status >= 200 && status < 300) return answer;
    const id = headers['request-id'];
    throw faultOf(status, body, typeof id === 'string' ? id : null);
  }

  async #exchange({ method, target, wish }: Wish): Promise<Answer> {
    const { base, signer, keys, nowMs, timeoutMs = TIMEOUT_MS } = this.#settings;
    const under = keys.current(nowMs());
    const seal = (text: string): string => {
      check(under !== null, 'what is sensitive leaves under a key of the platform');
      return encrypted(under.key, text);
    };
    const said = typeof wish === 'function' ? wish(seal) : wish;
    const body = said === undefined ? '' : JSON.stringify(said);
    const {
      statusCode,
      headers,
      body: stream,
    } = await request(`${await base()}${target}`, {
      method,
      headers: {
        authorization: authorizationOf(signer, { method, target, body }, newStamp(nowMs())),
        accept: 'application/json',
        'user-agent': 'quandian',
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        // Answers come under the key that the request names.
        ...(under === null ? {} : { 'wechatpay-serial': under.serial }),
      },
      body: method === 'POST' ? body : null,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: statusCode, headers, body: await shortText(stream) };
  }
}

const afterwards = ({ method }: Wish): Next => (method === 'GET' ? 'again' : 'ask');

async function shortText(stream: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += (part as Buffer).length;
    if (size > ANSWER_BYTES) throw new Error('too long an answer');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
