/**
 * The stock work of a store: arrivals, counts, adjustments, low marks, and goods between outlets.
 */
import type { Id, MerchantId, NodeId, OutletId, SkuId, TransferId } from '../kernel/id.ts';
import type { StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import * as inventory from '../modules/inventory/inventory.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}
export interface StockDeed extends Deed {
  readonly outlet: OutletId;
  /** The caller's: the same work sent again changes nothing. */
  readonly id: Id<'movement'>;
}
const staffOf = ({ actor }: Deed): StaffId => actor.id as StaffId;

/**
 * @throws Refusal `chain.no_such_outlet`, `inventory.keeps_no_stock`, `catalog.sku_unknown`, then
 * what the work itself refuses
 */
function work(
  db: Db,
  deed: Omit<StockDeed, 'id'>,
  verb: string,
  skus: readonly SkuId[],
  write: (tx: Tx, outlet: chain.Outlet) => Promise<boolean>,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    const [standing, range] = await Promise.all([chain.directory(tx), catalog.rangeOf(tx)]);
    const outlet = chain.outletWithin(standing, deed.outlet, deed.branches);
    if (outlet.kind === 'partner')
      throw new Refusal('conflict', 'inventory.keeps_no_stock', { outlet: outlet.shortName });
    for (const sku of skus)
      if (!range.articles.has(sku)) throw new Refusal('not_found', 'catalog.sku_unknown', { sku });
    if (!(await write(tx, outlet))) return; // done before: said once
    const facts = { skus: skus.length };
    audit(tx, deed.actor, { verb, object: { kind: 'outlet', id: outlet.id }, facts });
  });
}

/** What arrived with a cost moves the average cost of its sku. */
export const receiveStock = (
  db: Db,
  deed: StockDeed & { readonly arrivals: readonly inventory.Arrival[] },
): Promise<void> => {
  const skus = deed.arrivals.map(({ sku }) => sku);
  return work(db, deed, 'inventory.received', skus, async (tx, { id: outlet }) => {
    const standing = await catalog.lockCosts(tx, skus);
    const totals = await inventory.totalsOf(tx, skus);
    const arrived = { id: deed.id, outlet, actor: staffOf(deed) };
    if (!(await inventory.receive(tx, arrived, deed.arrivals))) return false;
    for (const { sku, quantity, unitCostFen: costFen } of deed.arrivals) {
      if (costFen === null) continue;
      const before = { quantity: totals.get(sku) ?? 0, costFen: standing.get(sku)! };
      catalog.setCost(tx, sku, inventory.averageCost(before, { quantity, costFen }));
    }
    return true;
  });
};

export const countStock = (
  db: Db,
  deed: StockDeed & { readonly counts: readonly inventory.Counted[] },
): Promise<void> =>
  work(
    db,
    deed,
    'inventory.counted',
    deed.counts.map(({ sku }) => sku),
    (tx, { id: outlet }) =>
      inventory.count(tx, { id: deed.id, outlet, actor: staffOf(deed) }, deed.counts),
  );

export const adjustStock = (
  db: Db,
  deed: StockDeed & { readonly adjustment: inventory.Adjustment },
): Promise<void> =>
  work(db, deed, 'inventory.adjusted', [deed.adjustment.sku], (tx, { id: outlet }) =>
    inventory.adjust(tx, { id: deed.id, outlet, actor: staffOf(deed) }, deed.adjustment),
  );

export const markLow = (
  db: Db,
  deed: Omit<StockDeed, 'id'> & {
    readonly lines: readonly { readonly sku: SkuId; readonly lowAt: number }[];
  },
): Promise<void> =>
  work(
    db,
    deed,
    'inventory.low_marked',
    deed.lines.map(({ sku }) => sku),
    async (tx, { id }) => {
      inventory.setLow(tx, id, deed.lines);
      return true;
    },
  );

export interface TransferDeed extends Deed {
  readonly id: TransferId;
  readonly outlet: OutletId;
}

export const sendTransfer = (
  db: Db,
  deed: TransferDeed & {
    readonly to: OutletId;
    readonly lines: readonly { readonly sku: SkuId; readonly quantity: number }[];
  },
): Promise<void> =>
  work(
    db,
    deed,
    'inventory.transfer_sent',
    deed.lines.map(({ sku }) => sku),
    async (tx, { id: from }) => {
      const receiver = (await chain.directory(tx)).outlet(deed.to);
      if (receiver === null || receiver.kind === 'partner' || receiver.id === from)
        throw new Refusal('invalid', 'inventory.keeps_no_stock', {
          outlet: receiver?.shortName ?? deed.to,
        });
      const { id, to, lines } = deed;
      return inventory.sendTransfer(tx, { id, from, to, lines, actor: staffOf(deed) });
    },
  );

export const receiveTransfer = (
  db: Db,
  deed: TransferDeed & { readonly received: ReadonlyMap<SkuId, number> | null },
): Promise<void> =>
  work(db, deed, 'inventory.transfer_received', [], (tx, { id: outlet }) => {
    const receipt = { id: deed.id, outlet, actor: staffOf(deed) };
    return inventory.receiveTransfer(tx, receipt, deed.received);
  });

export const cancelTransfer = (db: Db, deed: TransferDeed): Promise<void> =>
  work(db, deed, 'inventory.transfer_cancelled', [], (tx, { id: outlet }) =>
    inventory.cancelTransfer(tx, { id: deed.id, outlet, actor: staffOf(deed) }),
  );
