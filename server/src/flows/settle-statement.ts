/** A month's document is confirmed, disputed, answered, approved, paid. */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { fen, type Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as settlement from '../modules/settlement/settlement.ts';
import { audit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly document: string;
  readonly by: StaffId;
  /** Where this person may do it. */
  readonly branches: readonly NodeId[];
}

/** Whose it is, if it lies within reach. @throws Refusal `settlement.no_such_statement` */
async function holderOf(tx: Tx, { document, branches }: Deed): Promise<settlement.Holder> {
  const [found, { nodes }] = await Promise.all([
    settlement.findDocument(tx, document),
    chain.directory(tx),
  ]);
  const path = found === null ? undefined : nodes.get(found.party as NodeId)?.path;
  if (found === null || !path?.some((id) => branches.includes(id)))
    throw new Refusal('not_found', 'settlement.no_such_statement');
  return { kind: found.kind, id: found.party };
}

const happened = (tx: Tx, { document, by }: Deed, verb: string, facts: object = {}): void => {
  outbox.put(tx, { name: `settlement.${verb}`, facts: { document, ...facts } });
  const object = { kind: 'statement', id: document };
  audit(tx, { kind: 'staff', id: by }, { verb: `settlement.${verb}`, object, facts: { ...facts } });
};

/** @throws Refusal `settlement.no_such_statement`, `settlement.has_moved_on` */
export const confirmStatement = (db: Db, deed: Deed): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    await holderOf(tx, deed);
    await settlement.confirm(tx, deed.document, deed.by);
    happened(tx, deed, 'confirmed');
  });

/** @throws Refusal those of `settlement.approve` */
export const approveStatement = (db: Db, deed: Deed): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    await holderOf(tx, deed);
    await settlement.approve(tx, deed.document, deed.by);
    happened(tx, deed, 'approved');
  });

/** @throws Refusal those of `settlement.dispute` */
export const disputeStatement = (
  db: Db,
  wish: Deed & { readonly id: string; readonly lineNo: number | null; readonly reason: string },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    await holderOf(tx, wish);
    await settlement.dispute(tx, wish);
    happened(tx, wish, 'disputed', { dispute: wish.id });
  });

/**
 * Kept as it is, or corrected: the correction is a transfer of today, so it stands on the document
 * of the month that runs.
 * @throws Refusal those of `settlement.answer`
 */
export const answerDispute = (
  db: Db,
  wish: Deed & {
    readonly id: string;
    /** Above nothing: head office pays it; below: the holder gives back. */
    readonly correctionFen: number;
    readonly answer: string;
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const [holder, { root }] = [await holderOf(tx, wish), await chain.directory(tx)];
    await settlement.answer(tx, wish);
    const hq = { kind: 'hq', id: root.id } as const;
    const [from, to] = wish.correctionFen > 0 ? [hq, holder] : [holder, hq];
    const amount = fen(Math.abs(wish.correctionFen));
    ledger.charge(tx, [{ type: 'correction', from, to, amount, source: wish.id, order: null }]);
    happened(tx, wish, 'answered', { dispute: wish.id, correctionFen: wish.correctionFen });
  });

/**
 * Finance has paid by bank what a confirmed statement closes with, or a part of it.
 * @throws Refusal `settlement.no_such_statement`, `settlement.confirm_first`,
 * `settlement.more_than_due`
 */
export const payStatement = (
  db: Db,
  wish: Deed & { readonly id: string; readonly amountFen: Fen; readonly slip: string },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const holder = await holderOf(tx, wish);
    const { id, document, amountFen } = wish;
    const found = await settlement.lockStatement(tx, document);
    const before = await ledger.paidByBank(tx, `${document}:`);
    if (before.some(({ source }) => source === `${document}:${id}`)) return; // the same wish
    settlement.paid(tx, found, wish.by, wish.slip);
    const amounts = before.map(({ amount }) => amount);
    const leftFen = settlement.leftOf(found.closingFen, amounts);
    if (amountFen > leftFen) throw new Refusal('conflict', 'settlement.more_than_due', { leftFen });
    ledger.payByBank(tx, holder, amountFen, `${document}:${id}`);
    happened(tx, wish, 'paid', { amountFen, slip: wish.slip });
  });
