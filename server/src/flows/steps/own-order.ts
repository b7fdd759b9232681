/** Whose order it is: hers, also when it was placed by somebody who turned out to be her. */
import type { MemberId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as members from '../../modules/members/members.ts';
import type { Reader } from '../../platform/db.ts';

/** @param member signed in, so never one who has merged into another */
export async function isHers(
  reader: Reader,
  order: { readonly member: MemberId },
  member: MemberId,
): Promise<boolean> {
  if (order.member === member) return true;
  return (await members.survivor(reader, order.member)).id === member;
}

/** To anybody else there is no such order. @throws Refusal `orders.no_such_order` */
export async function mustBeHers(
  reader: Reader,
  order: { readonly member: MemberId },
  member: MemberId,
): Promise<void> {
  if (!(await isHers(reader, order, member)))
    throw new Refusal('not_found', 'orders.no_such_order');
}
