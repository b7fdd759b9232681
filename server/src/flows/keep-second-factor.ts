/** A staff member's second factor: begun, confirmed, proven again, given up. */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import { isPassword } from '../platform/password.ts';
import type { Vault } from '../platform/secret.ts';
import { releaseTries, takeTries } from '../platform/throttle.ts';
import { triesOf } from './steps/staff-tries.ts';

interface Kit {
  readonly db: Db;
  readonly vault: Vault;
}
interface Own {
  readonly merchant: MerchantId;
  readonly staff: StaffId;
}
const noted = (tx: Tx, staff: StaffId, verb: string, facts = {}): void =>
  audit(tx, { kind: 'staff', id: staff }, { verb, object: { kind: 'staff', id: staff }, facts });

/** @throws Refusal `session.factor_on` */
export const startSecondFactor = (
  { db, vault }: Kit,
  { merchant, staff, login, issuer }: Own & { readonly login: string; readonly issuer: string },
) =>
  db.transaction(merchant, async (tx) => {
    const started = chain.startFactor(tx, vault, { staff, login, issuer });
    noted(tx, staff, 'chain.second_factor_started');
    return started;
  });

/**
 * The first code proves that she has the secret; the answer are her recovery codes, once.
 * @throws Refusal `session.no_factor`, `session.code_wrong`, `session.factor_on`
 */
export async function confirmSecondFactor(
  { db, vault }: Kit,
  wish: Own & {
    readonly login: string;
    readonly session: string;
    readonly code: string;
    readonly ip: string;
  },
): Promise<string[]> {
  const { merchant, staff, session, code } = wish;
  const tries = triesOf(wish.login, wish.ip, session);
  await takeTries(db, merchant, tries);
  return db.transaction(merchant, async (tx) => {
    const factor = await chain.factorOf(tx, staff);
    if (factor === null) throw new Refusal('conflict', 'session.no_factor');
    const shown = chain.checkCode(vault, factor.secretEnc, code, tx.now);
    const codes = chain.confirmFactor(tx, staff, factor.secretEnc, shown);
    chain.endOtherSessions(tx, staff, session); // what was opened without it is closed
    chain.proveSession(tx, session, staff);
    releaseTries(tx, tries);
    noted(tx, staff, 'chain.second_factor_confirmed');
    return codes;
  });
}

/** @throws Refusal `session.no_factor` */
export const renewRecoveryCodes = ({ db }: Kit, { merchant, staff }: Own): Promise<string[]> =>
  db.transaction(merchant, async (tx) => {
    const factor = await chain.factorOf(tx, staff);
    if (factor?.confirmedAt == null) throw new Refusal('conflict', 'session.no_factor');
    noted(tx, staff, 'chain.recovery_codes_renewed');
    return chain.newRecoveryCodes(tx, staff);
  });

/** @throws Refusal `session.factor_asked` where the rule asks for it, `session.no_factor` */
export const giveUpSecondFactor = ({ db }: Kit, { merchant, staff }: Own): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    const [rule, { grants }] = [await chain.signInRule(tx), await chain.staffRow(tx, staff)];
    if (rule !== null && chain.isAskedOf(rule, grants))
      throw new Refusal('conflict', 'session.factor_asked');
    chain.dropFactor(tx, staff);
    noted(tx, staff, 'chain.second_factor_given_up');
  });

/**
 * She shows again who she is: by her code if she has a second factor, else by her password.
 * @throws Refusal `platform.too_many_tries`, `session.code_needed`, `session.code_wrong`,
 * `chain.wrong_sign_in`
 */
export async function proveAgain(
  { db, vault }: Kit,
  wish: Own & {
    readonly session: string;
    readonly ip: string;
    readonly password: string | null;
    readonly code: string | null;
  },
): Promise<void> {
  const { merchant, staff, session, code } = wish;
  const [row, factor] = await db.reading(merchant, async (r) =>
    Promise.all([chain.staffRow(r, staff), chain.factorOf(r, staff)]),
  );
  const tries = triesOf(row.login, wish.ip, session); // her own session, her own count
  await takeTries(db, merchant, tries);
  const isOn = factor !== null && factor.confirmedAt !== null;
  if (isOn && code === null) throw new Refusal('forbidden', 'session.code_needed');
  if (!isOn && !(await isPassword(row.passwordHash, wish.password ?? '')))
    throw chain.wrongSignIn();
  await db.transaction(merchant, async (tx) => {
    if (isOn) {
      const shown = chain.checkCode(vault, factor.secretEnc, code!, tx.now);
      chain.useCode(tx, staff, factor.secretEnc, shown);
    }
    chain.proveSession(tx, session, staff);
    releaseTries(tx, tries);
    noted(tx, staff, 'chain.proved_again', { by: isOn ? 'code' : 'password' });
  });
}
