/**
 * The people and places that every test knows: a smaller 邻里鲜 of the demo's own people, and a
 * rival chain next door on the same installation.
 */
import type { StaffId } from '../src/kernel/id.ts';
import type { App } from '../src/modules/chain/chain.ts';
import { dayOf, instantAt } from '../src/kernel/time.ts';
import type { MerchantId } from '../src/kernel/id.ts';
import { hashOf, newToken } from '../src/platform/secret.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { settleChain, type ChainWish, type SettledChain } from '../../demo/world/settle.ts';
import type { House } from './house.ts';

export const HOST = 'linlixian.test';
export const RIVAL_HOST = 'jiali.test';

/** argon2id of `PASSWORD`, made once: hashing in each test would cost more than the test. */
export const PASSWORD = 'peach-basket-41';
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$' +
  '8SpSBzDp7F2isIGC4+zznQ$+dWGk9gynaz4XnK+kVN4gow7Ab1cBRXkvr5D5+Vx3tY';

export const OUTLET_KEYS = ['hupan', 'wener', 'gudun', 'wuchang', 'jiangnan'] as const;
const PEOPLE = [
  'lin-guodong',
  'zhao',
  'sun-hui',
  'he',
  'shao',
  'wang',
  'tang',
  'han',
  'chen-gang',
  'lin',
  'zhou',
  'majun',
  'bai',
  'lei',
  'mi',
  'wei',
] as const;
export type PersonKey = (typeof PEOPLE)[number];

export interface Seated extends SettledChain {
  readonly host: string;
  /** Headers of a signed-in staff member, with the host of her shop. */
  as(person: PersonKey, app?: App): Record<string, string>;
  person(person: PersonKey): StaffId;
}
export interface ChainCast extends Seated {
  readonly rival: Seated;
}

/** Both chains; each person is signed in to both apps. */
export async function seatChain(house: House, more: Partial<ChainWish> = {}): Promise<ChainCast> {
  const ours = await seatOne(house, { name: '邻里鲜', hosts: [HOST], seed: 1, ...more });
  const small = { outlets: ['hupan', 'wener'], people: ['lin-guodong', 'zhao', 'wang', 'lin'] };
  const rival = await seatOne(house, { name: '家里', hosts: [RIVAL_HOST], seed: 2, ...small });
  return { ...ours, rival };
}

export async function seatOne(
  house: House,
  wish: Omit<ChainWish, 'merchant' | 'today' | 'hosts'> & { readonly hosts: readonly string[] },
): Promise<Seated> {
  const { owner, db } = house;
  const nowMs = house.clock.now();
  const merchant = newUuid(nowMs) as MerchantId;
  const settled = await settleChain(db, {
    outlets: OUTLET_KEYS,
    people: PEOPLE,
    ...wish,
    merchant,
    today: dayOf(instantAt(nowMs)),
    signIns: [],
  });
  await owner.query(
    `update chain.staff set password_hash = $2, must_change = false, reset_hash = null,
       reset_until = null where merchant_id = $1`,
    [merchant, PASSWORD_HASH],
  );
  const tokens = new Map<string, string>();
  for (const { key, id } of settled.staff.values())
    for (const app of ['console', 'workbench']) {
      const token = newToken();
      tokens.set(`${app}:${key}`, token);
      await owner.query(
        `insert into chain.staff_session
           (merchant_id, token_hash, staff_id, app, made_at, seen_at, ends_at, proved_at)
         values ($1, $2, $3, $4, $5, $5, $6, $6)`, // of tests that are about something else
        [merchant, hashOf(token), id, app, new Date(nowMs), new Date(nowMs + 400 * 86_400_000)],
      );
    }
  const host = wish.hosts[0]!;
  return {
    ...settled,
    host,
    as: (person, app = 'console') => ({
      host,
      authorization: `Bearer ${tokens.get(`${app}:${person}`)!}`,
    }),
    person: (person) => settled.staff.get(person)!.id,
  };
}
