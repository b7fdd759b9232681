/** Masks, the shape of a phone number, who survives a merge. */
import type { MemberId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';

export const PHONE = /^1[3-9]\d{9}$/;

export const maskPhone = (phone: string): string =>
  phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '****';

/** 吴桐 → 吴*, 欧阳娜娜 → 欧***, Ann → A**. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name.trim()];
  return first === '' ? '' : first + '*'.repeat(Math.min(3, Math.max(1, rest.length)));
};

/** The older sign-up survives; of one instant the smaller id. */
export function survivorOf(
  a: { readonly id: MemberId; readonly madeAt: Instant },
  b: { readonly id: MemberId; readonly madeAt: Instant },
): { readonly survivor: MemberId; readonly other: MemberId } {
  const first = a.madeAt < b.madeAt || (a.madeAt === b.madeAt && a.id < b.id);
  return first ? { survivor: a.id, other: b.id } : { survivor: b.id, other: a.id };
}
