/**
 * What the cashier has taken and sent back, and its bill of a day. Kept in a file where one is
 * named, as a real provider remembers longer than one run of ours.
 */
import { hash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface Entry {
  readonly kind: 'payment' | 'refund';
  readonly atMs: number;
  /** Which of our shops asked. */
  readonly host: string;
  /** Of the shop's own, where it has one. */
  readonly account?: string;
  readonly providerNo: string;
  readonly outTradeNo: string;
  /** Empty for a payment. */
  readonly refundNo: string;
  readonly amountFen: number;
  readonly feeFen: number;
  readonly payer?: string;
}

export interface BillWish {
  readonly day: string;
  /** Of an account of its own; absent: of the shops at these hosts that have none. */
  readonly account?: string;
  readonly hosts: readonly string[];
}

const EIGHT_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** Ten in the morning after, in Shanghai. */
const READY_MS = DAY_MS + 10 * 3_600_000;
const RATE_BPS = 60;

const feeOf = (amountFen: number): number => Math.floor((amountFen * RATE_BPS + 5_000) / 10_000);
const keyOf = ({ kind, providerNo, refundNo }: Pick<Entry, 'kind' | 'providerNo' | 'refundNo'>) =>
  kind === 'payment' ? `p:${providerNo}` : `r:${refundNo}`;

export class Book {
  readonly #entries = new Map<string, Entry>();
  readonly #file: string | null;

  constructor(file: string | null) {
    this.#file = file;
    if (file === null || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const entry = JSON.parse(line) as Entry;
      this.#entries.set(keyOf(entry), entry);
    }
  }

  /** Written once, however often it is said. */
  put(entry: Omit<Entry, 'feeFen'>): Entry {
    const known = this.#entries.get(keyOf(entry));
    if (known !== undefined) return known;
    const fee = feeOf(entry.amountFen);
    const made = { ...entry, feeFen: entry.kind === 'payment' ? fee : 0 - fee };
    this.#entries.set(keyOf(made), made);
    if (this.#file !== null) appendFileSync(this.#file, `${JSON.stringify(made)}\n`);
    return made;
  }

  payment(providerNo: string): Entry | null {
    return this.#entries.get(keyOf({ kind: 'payment', providerNo, refundNo: '' })) ?? null;
  }

  paymentsOf(outTradeNo: string): Entry[] {
    return [...this.#entries.values()].filter(
      (each) => each.kind === 'payment' && each.outTradeNo === outTradeNo,
    );
  }

  /** Null: it is too early for the bill of this day. */
  bill({ day, account, hosts }: BillWish, nowMs: number) {
    const fromMs = Date.parse(`${day}T00:00:00Z`) - EIGHT_MS;
    if (nowMs < fromMs + READY_MS) return null;
    const lines = [...this.#entries.values()].filter(
      (each) =>
        each.atMs >= fromMs &&
        each.atMs < fromMs + DAY_MS &&
        each.account === account &&
        (account !== undefined || hosts.includes(each.host)),
    );
    const file = lines.map((line) => JSON.stringify(line)).join('\n');
    return { hash: hash('sha256', file, 'hex'), file };
  }
}
