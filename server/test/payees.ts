/** People who can be paid: payees of long ago, and a withdrawal rule that lets small sums go. */
import type { MerchantId } from '../src/kernel/id.ts';
import { instantAt } from '../src/kernel/time.ts';
import { FIRST_POLICIES } from '../src/modules/chain/chain.ts';
import type { Person } from '../src/modules/payouts/payouts.ts';
import { newUuid } from '../src/platform/uuid.ts';
import type { House } from './house.ts';

/** A right identity number that belongs to nobody: of a region that there is not. */
export const ID_NO = '999999198001010011';
export const CARD_NO = '6222020000000000000';

export const LENIENT = {
  ...FIRST_POLICIES.withdrawal,
  minFen: 1,
  perDay: 100,
  newAccountHours: 0,
  changeHours: 0,
};

export async function publishTerms(
  { owner }: House,
  merchant: MerchantId,
  body: object = LENIENT,
): Promise<void> {
  await owner.query(
    `update chain.policy set body = $2 where merchant_id = $1 and kind = 'withdrawal'`,
    [merchant, JSON.stringify(body)],
  );
  await owner.query('update platform.version set chain = chain + 1 where merchant_id = $1', [
    merchant,
  ]);
}

export async function seatPayees(
  house: House,
  merchant: MerchantId,
  people: readonly Person[],
  terms: object = LENIENT,
): Promise<void> {
  await publishTerms(house, merchant, terms);
  const { vault } = house;
  for (const { kind, id } of people)
    await house.owner.query(
      `insert into payouts.payee (merchant_id, id, party_kind, party_id, kind, name_enc,
         name_masked, id_no_enc, id_no_masked, id_no_hash, account_enc, account_masked,
         account_hash, is_change, made_at)
       values ($1, $2, $3, $4, 'wechat', $5, '*小满', $6, '999***********0011', $7, $8, '', $9,
         false, $10)`,
      [
        merchant,
        newUuid(house.clock.now()),
        kind,
        id,
        vault.seal('林小满'),
        vault.seal(ID_NO),
        `${id}`,
        vault.seal(''),
        `payee:${id}`,
        instantAt(house.clock.now() - 30 * 86_400_000),
      ],
    );
}
