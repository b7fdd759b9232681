/** What the platform says is read with care, signed or not: short texts, whole fen, or nothing. */
import { fen, type Fen } from '../../kernel/money.ts';

export type Found = Readonly<Record<string, unknown>>;

/** Thrown here, and turned by whoever reads into what it means there. */
export class Unreadable extends Error {}

export function wholeFen(value: unknown): Fen {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) {
    throw new Unreadable('no whole fen');
  }
  return fen(value);
}

export function textOf(value: unknown, most = 256): string {
  if (typeof value !== 'string' || value === '' || value.length > most) {
    throw new Unreadable('no short text');
  }
  return value;
}

export function asObject(value: unknown): Found {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable('no object');
  }
  return value as Found;
}

export function objectIn(json: string): Found {
  let found: unknown;
  try {
    found = JSON.parse(json);
  } catch {
    throw new Unreadable('no JSON');
  }
  return asObject(found);
}

/** Direct: `openid`. Under a partner the sub-merchant's name of the person, else the partner's. */
export function payerOf({ payer }: Found): string | null {
  if (typeof payer !== 'object' || payer === null) return null;
  const { openid, sub_openid, sp_openid } = payer as Found;
  const said = [openid, sub_openid, sp_openid].find((each) => typeof each === 'string');
  return said === undefined || said === '' ? null : textOf(said);
}
