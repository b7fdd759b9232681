/** A member signs in, or up, by the code that was sent to her phone. */
import type { MerchantId } from '../kernel/id.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { enterMember, type Arrival, type Entered } from './steps/enter-member.ts';
import { judgeCode } from './steps/show-identity.ts';

export interface SignInByCode extends Arrival {
  readonly merchant: MerchantId;
  readonly phone: string;
  readonly code: string;
}

/** @throws Refusal `members.code_over`, `members.code_wrong`, `members.agree_first` */
export async function signInByCode(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: SignInByCode,
): Promise<Entered> {
  const { merchant, phone, code } = wish;
  const said = { phone, code, purpose: 'sign_in' } as const;
  await judgeCode(db, vault, merchant, said);
  return db.transaction(merchant, (tx) => {
    members.takeCode(tx, vault, said);
    return enterMember(tx, vault, [{ kind: 'phone', app: '', value: phone }], wish);
  });
}
