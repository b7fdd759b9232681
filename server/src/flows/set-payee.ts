/** Somebody says where her money is to go; a change is kept for the record, and cools down. */
import type { MemberId, MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as members from '../modules/members/members.ts';
import * as payouts from '../modules/payouts/payouts.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';

export interface SetPayee {
  readonly merchant: MerchantId;
  readonly person: payouts.Person;
  readonly payee: Omit<payouts.PayeeWish, 'account'> & { readonly cardNo: string };
}

/**
 * The same id again is the same payee. WeChat's account is the one that she signed in with.
 * @throws Refusal `payouts.no_wechat`, `payouts.bad_name`, `payouts.bad_id_no`,
 * `payouts.bad_card_no`
 */
export function setPayee(
  { db, vault, needsOpenid }: { db: Db; vault: Vault; needsOpenid: boolean },
  { merchant, person, payee }: SetPayee,
): Promise<payouts.Payee> {
  return db.transaction(merchant, async (tx) => {
    const { cardNo, ...rest } = payee;
    const openid =
      person.kind === 'member' ? await members.openidOf(tx, vault, person.id as MemberId) : null;
    if (payee.kind === 'wechat' && openid === null && needsOpenid)
      throw new Refusal('conflict', 'payouts.no_wechat');
    const account = payee.kind === 'bank' ? cardNo : (openid ?? '');
    await payouts.putPayee(tx, vault, person, { ...rest, account });
    audit(
      tx,
      { kind: person.kind, id: person.id },
      {
        verb: 'payouts.payee_set',
        object: { kind: 'payee', id: payee.id },
        facts: { kind: payee.kind },
      },
    );
    return (await payouts.findPayee(tx, person))!;
  });
}
