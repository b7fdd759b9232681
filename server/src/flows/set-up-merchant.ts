/** A merchant begins: its row, hosts, the root of its tree, first policies, first administrator. */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import * as chain from '../modules/chain/chain.ts';
import * as commission from '../modules/commission/commission.ts';
import * as settlement from '../modules/settlement/settlement.ts';
import { audit, SYSTEM } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { insertHost, insertMerchant } from '../platform/merchant.ts';
import { hashPassword } from '../platform/password.ts';
import { setTimer } from '../platform/timer.ts';
import { CHECK_TIMER, nextNight } from './steps/check-timer.ts';
import { BILLS_TIMER } from './steps/bills-timer.ts';
import { SETTLEMENT_TIMER } from './steps/settlement-timer.ts';
import { NOTICE_TIMER } from './steps/notice-timer.ts';
import { TIDY_TIMER } from './steps/tidy-timer.ts';

export interface FirstAdmin {
  readonly id: StaffId;
  readonly name: string;
  readonly login: string;
  /** Chosen by herself on the set-up page; null when she is let in otherwise (demo, tests). */
  readonly password: string | null;
}

/** @throws Refusal `chain.password_short` … */
export async function setUpMerchant(
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly name: string;
    readonly hosts: readonly string[];
    readonly production: boolean;
    readonly demoSeed: number | null;
    readonly hq: NodeId;
    readonly admin: FirstAdmin;
  },
): Promise<void> {
  const { merchant, name, hq, admin } = wish;
  if (admin.password !== null) chain.mustBeGoodPassword(admin.password, [admin.login, name]);
  const passwordHash = admin.password === null ? null : await hashPassword(admin.password);
  await db.transaction(merchant, async (tx) => {
    tx.tell(insertMerchant, {
      id: merchant,
      name,
      production: wish.production,
      seed: wish.demoSeed,
    });
    for (const host of wish.hosts) tx.tell(insertHost, { host, merchant });
    chain.setUp(tx, { hq, name: `${name}总部` });
    commission.openBudget(tx, 1, chain.FIRST_POLICIES.referral.budgetFen as Fen);
    chain.hire(
      tx,
      { ...chain.NO_CARD, id: admin.id, name: admin.name, login: admin.login, title: '总部' },
      passwordHash === null ? null : { passwordHash, mustChange: false },
    );
    chain.grant(tx, admin.id, { node: hq, role: 'hq_admin' }, null);
    if (wish.production) await chain.changeSignInRule(tx, chain.FIRST_SIGN_IN_RULE, null);
    setTimer(tx, NOTICE_TIMER.kind, NOTICE_TIMER.ref, tx.now);
    setTimer(tx, SETTLEMENT_TIMER.kind, SETTLEMENT_TIMER.ref, settlement.closesAt(tx.now, 1));
    // A demo lives ninety nights in a minute: its maker has the books checked at their end.
    if (wish.demoSeed === null) setTimer(tx, CHECK_TIMER.kind, CHECK_TIMER.ref, nextNight(tx.now));
    setTimer(tx, BILLS_TIMER.kind, BILLS_TIMER.ref, tx.now);
    setTimer(tx, TIDY_TIMER.kind, TIDY_TIMER.ref, tx.now);
    audit(tx, SYSTEM, { verb: 'chain.set_up', object: { kind: 'node', id: hq } });
  });
}
