/**
 * How the platform tells: sealed, signed at the moment of sending, again by its timetable until it
 * hears 200 or 204; and with switches for all that goes wrong on the way.
 */
import { randomUUID } from 'node:crypto';
import { inChina, type Merchant, type Seal, seal } from './wire.ts';

export interface Told {
  readonly merchant: Merchant;
  readonly url: string;
  readonly event: string;
  /** Of what is sealed: `transaction`, `refund`. */
  readonly kind: string;
  readonly summary: string;
  readonly plain: Record<string, unknown>;
}
export interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
interface Pending {
  readonly told: Told;
  readonly id: string;
  tries: number;
  dueMs: number;
}

/** How many of the next ones it happens to. */
export interface Mishaps {
  /** Never arrives, and comes again by the timetable. */
  drop: number;
  /** Arrives twice. */
  duplicate: number;
  /** Tells of another sum than was ordered. */
  wrongAmount: number;
  /** Rightly signed, and not to be understood. */
  garbage: number;
  /** Tried first with a signature that no one may take for good. */
  probe: number;
  /** Signed by somebody else. */
  forged: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Fifteen times in about a day. */
export const AGAIN_MS = [
  15 * SECOND,
  15 * SECOND,
  30 * SECOND,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
];

export class Notifier {
  readonly #seal: Seal;
  readonly #nowMs: () => number;
  /** How a letter travels; a test may stand in the way. */
  deliver: (letter: Letter) => Promise<number>;
  #pending: Pending[] = [];
  #telling: Promise<void> = Promise.resolve();
  readonly mishaps: Mishaps = {
    drop: 0,
    duplicate: 0,
    wrongAmount: 0,
    garbage: 0,
    probe: 0,
    forged: 0,
  };
  /** The newest goes out first. */
  reorder = false;
  delayMs = 0;

  constructor(seal: Seal, nowMs: () => number, deliver: (letter: Letter) => Promise<number>) {
    this.#seal = seal;
    this.#nowMs = nowMs;
    this.deliver = deliver;
  }

  tell(told: Told): void {
    const dueMs = this.#nowMs() + this.delayMs;
    this.#pending.push({ told, id: `EV-${randomUUID()}`, tries: 0, dueMs });
  }

  /** Everything that is due by the clock goes out, one after the other. */
  async tick(): Promise<void> {
    this.#telling = this.#telling.then(() => this.#round());
    await this.#telling;
  }

  /** Told of, and not yet heard. */
  get waiting(): number {
    return this.#pending.length;
  }

  async #round(): Promise<void> {
    const due = this.#pending.filter(({ dueMs }) => dueMs <= this.#nowMs());
    if (this.reorder) due.reverse();
    for (const each of due) {
      const again = AGAIN_MS[each.tries];
      if ((await this.#send(each)) || again === undefined) {
        this.#pending = this.#pending.filter((other) => other !== each);
        continue;
      }
      each.tries += 1;
      each.dueMs = this.#nowMs() + again;
    }
  }

  async #send({ told, id }: Pending): Promise<boolean> {
    if (this.#happens('drop')) return false;
    const body = this.#bodyOf(told, id);
    if (this.#happens('probe')) {
      const headers = this.#headers(body);
      const fake = `WECHATPAY/SIGNTEST/${headers['wechatpay-signature']}`;
      await this.#heard({
        url: told.url,
        headers: { ...headers, 'wechatpay-signature': fake },
        body,
      });
      return false;
    }
    if (this.#happens('forged')) {
      const headers = this.#headers(`${body} `);
      return this.#heard({ url: told.url, headers, body });
    }
    const letter = { url: told.url, headers: this.#headers(body), body };
    const twice = this.#happens('duplicate');
    const heard = await this.#heard(letter);
    if (twice) await this.#heard({ ...letter, headers: this.#headers(body) });
    return heard;
  }

  #bodyOf({ merchant, event, kind, summary, plain }: Told, id: string): string {
    if (this.#happens('garbage')) return '{"id":"EV-0","resource":"&%~';
    const sent = this.#happens('wrongAmount') ? { ...plain, amount: bent(plain.amount) } : plain;
    return JSON.stringify({
      id,
      create_time: inChina(this.#nowMs()),
      resource_type: 'encrypt-resource',
      event_type: event,
      summary,
      resource: { original_type: kind, ...seal(merchant.apiKey, kind, JSON.stringify(sent)) },
    });
  }

  #headers(body: string): Record<string, string> {
    return { 'content-type': 'application/json', ...this.#seal.sign(body) };
  }

  async #heard(letter: Letter): Promise<boolean> {
    const status = await this.deliver(letter).catch(() => 0);
    return status === 200 || status === 204;
  }

  #happens(mishap: keyof Mishaps): boolean {
    if (this.mishaps[mishap] <= 0) return false;
    this.mishaps[mishap] -= 1;
    return true;
  }
}

function bent(amount: unknown): object {
  const found = amount as Record<string, unknown>;
  const more = (value: unknown): unknown => (typeof value === 'number' ? value + 1 : value);
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, more(value)]));
}
