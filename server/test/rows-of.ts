/** Rows of one person, put straight into their tables, for intruders to reach for. */
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';
import type { Shop } from './shop.ts';

/** Where she has signed in before. */
export async function deviceOf(shop: Shop, staff: string): Promise<string> {
  const id = newUuid(NOW);
  await shop.house.owner.query(
    `insert into chain.staff_device (merchant_id, id, staff_id, token_hash, label, ip_class,
       first_seen_at, seen_at) values ($1, $2, $3, 'x', 'x', 'x', now(), now())`,
    [shop.cast.merchant, id, staff],
  );
  return id;
}

/** Money that she is about to keep with the chain. */
export async function topUpOf(shop: Shop, member: string): Promise<string> {
  const id = newUuid(NOW);
  await shop.house.owner.query(
    `insert into wallet.top_up (merchant_id, id, member_id, principal_fen, bonus_fen,
       terms_version, state, policy_version, made_at) values ($1, $2, $3, 100, 0, 'x', 'unpaid', 1, now())`,
    [shop.cast.merchant, id, member],
  );
  return id;
}
export async function penaltyOf(shop: Shop, staff: string, by: string): Promise<string> {
  const id = newUuid(NOW);
  await shop.house.owner.query(
    `insert into incentives.penalty (merchant_id, id, staff_id, rule, amount_fen, reason, state,
       imposed_by, imposed_at, appeal_until)
     values ($1, $2, $3, 'x', 100, 'x', 'imposed', $4, $5, $5::timestamptz + interval '9 days')`,
    [shop.cast.merchant, id, staff, by, new Date(NOW)],
  );
  return id;
}
