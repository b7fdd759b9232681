/**
 * 注销: a member asks to be forgotten. Business that is not at its end stands against it and is told;
 * then fifteen days to think it over; then her personal columns are destroyed in every room, and
 * what remains of her in ledgers and figures is a number that means nobody.
 */
import type { MemberId, MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, days } from '../kernel/time.ts';
import * as belonging from '../modules/belonging/belonging.ts';
import * as chain from '../modules/chain/chain.ts';
import * as imports from '../modules/imports/imports.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import * as payments from '../modules/payments/payments.ts';
import * as sharing from '../modules/sharing/sharing.ts';
import { audit, SYSTEM, type Actor } from '../platform/audit.ts';
import type { Db, Reader, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { dropPosters } from '../platform/poster/kept.ts';
import { destroyCounters } from '../platform/retention.ts';
import type { Vault } from '../platform/secret.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import { termsAt } from './steps/bond-terms.ts';

interface Kit {
  readonly db: Db;
  readonly vault: Vault;
  readonly dataDir: string;
}
type ErasureId = members.erasure.ErasureId;
const TIMER = 'members.erase';

/** What stands against it, in the order in which she can deal with it. */
export async function hindrancesOf(reader: Reader, member: MemberId) {
  const ids = await members.everyIdOf(reader, member);
  const [{ orders: open, cases, refunds }, standing, { isStaff }] = await Promise.all([
    orders.erasure.unfinishedOf(reader, ids),
    ledger.standingWith(reader, ids),
    members.buyerFacts(reader, member),
  ]);
  const found = { orders: open, cases, refunds, ...standing };
  const { waitingFen, balanceFen, debtFen } = standing;
  const codes = [
    open > 0 && 'orders',
    cases > 0 && 'cases',
    refunds > 0 && 'refunds',
    waitingFen > 0 && 'waiting',
    balanceFen > 0 && 'balance',
    debtFen > 0 && 'debt',
    isStaff && 'staff',
  ].filter((code) => code !== false);
  return { ...found, codes };
}

export interface AskErasure {
  readonly merchant: MerchantId;
  readonly id: ErasureId;
  readonly member: MemberId;
  /** Who wrote down her letter; null: she herself, and has proven it. */
  readonly by: StaffId | null;
  readonly actor: Actor;
}

/** @throws Refusal `members.not_yet` with what stands against it, `members.erasure_asked` */
export const askErasure = (db: Db, wish: AskErasure): Promise<members.erasure.Erasure> =>
  db.transaction(wish.merchant, async (tx) => {
    const { id: member } = await members.survivor(tx, wish.member);
    const { codes, ...found } = await hindrancesOf(tx, member);
    if (codes.length > 0)
      throw new Refusal('conflict', 'members.not_yet', { hinderedBy: codes.join(' '), ...found });
    const asked = await members.erasure.askErasure(tx, { id: wish.id, member, actor: wish.by });
    setTimer(tx, TIMER, asked.id, asked.dueAt);
    members.tell(tx, { member, kind: 'erasure_asked', ref: asked.id, facts: { at: asked.dueAt } });
    audit(tx, wish.actor, {
      verb: 'members.erasure_asked',
      object: { kind: 'member', id: member },
      facts: { dueAt: asked.dueAt },
    });
    return asked;
  });

/** She has changed her mind. @throws Refusal `members.no_erasure` */
export const withdrawErasure = (
  db: Db,
  wish: { readonly merchant: MerchantId; readonly member: MemberId; readonly actor: Actor },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const ids = await members.everyIdOf(tx, wish.member);
    const open = await members.erasure.openErasure(tx, ids);
    if (open === null) throw new Refusal('conflict', 'members.no_erasure');
    members.erasure.withdrawErasure(tx, open.id);
    clearTimer(tx, TIMER, open.id);
    audit(tx, wish.actor, {
      verb: 'members.erasure_withdrawn',
      object: { kind: 'member', id: wish.member },
    });
  });

/**
 * The timer's ring. An order placed meanwhile puts it off by a day; the reason is shown to her and
 * to head office.
 */
export async function eraseMember(
  { db, vault, dataDir }: Kit,
  merchant: MerchantId,
  id: ErasureId,
): Promise<'done' | 'put_off' | 'over'> {
  const end = await db.transaction(merchant, async (tx) => {
    const asked = await members.erasure.erasureOf(tx, id);
    if (asked?.state !== 'asked') return 'over';
    if (asked.dueAt > tx.now) return putOff(tx, id, asked.dueAt, []);
    const { id: member } = await members.survivor(tx, asked.member);
    const { codes } = await hindrancesOf(tx, member);
    if (codes.length > 0) return putOff(tx, id, after(tx.now, days(1)), codes);
    await destroy(tx, vault, id, member);
    return 'done';
  });
  if (end === 'done') await dropPosters(dataDir);
  return end;
}

function putOff(tx: Tx, id: ErasureId, until: string, by: readonly string[]): 'put_off' {
  members.erasure.hinderErasure(tx, id, by);
  setTimer(tx, TIMER, id, until as never);
  return 'put_off';
}

async function destroy(tx: Tx, vault: Vault, id: ErasureId, member: MemberId): Promise<void> {
  const ids = await members.everyIdOf(tx, member);
  const [known, directory] = await Promise.all([
    members.erasure.identitiesOf(tx, vault, ids),
    chain.directory(tx),
  ]);
  const terms = termsAt(directory, directory.root.path, tx.now);
  await belonging.forget(tx, ids, terms.version);
  orders.erasure.destroy(tx, ids);
  sharing.erasure.destroy(tx, ids);
  payments.erasure.destroy(tx, ids);
  imports.erasure.destroy(tx, vault, known.phones);
  destroyCounters(tx, known.hashes);
  members.erasure.destroy(tx, id, ids, known);
  clearTimer(tx, TIMER, id);
  audit(tx, SYSTEM, { verb: 'members.erased', object: { kind: 'member', id: member } });
  outbox.put(tx, { name: 'members.erased', facts: { member } });
}
