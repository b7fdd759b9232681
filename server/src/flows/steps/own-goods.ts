/**
 * Goods that are a dealer's own: who may give them to others, and at which price. He takes his own
 * money, so without a payment account of his own he sells nothing; for others he gives goods only
 * where each thing has a supply price, which head office pays him per piece that was kept.
 */
import type { NodeId, OutletId, SkuId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import type * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Reader } from '../../platform/db.ts';

export interface OwnGoods {
  /** May sell: its owner has an account of his own. */
  readonly paid: ReadonlySet<OutletId>;
  /** May also give them to others' orders. */
  readonly ready: ReadonlySet<OutletId>;
  readonly supply: ReadonlyMap<SkuId, Fen>;
}
export const NOBODY: OwnGoods = { paid: new Set(), ready: new Set(), supply: new Map() };

const isOwn = ({ stockOwner }: chain.Outlet): boolean => stockOwner === 'dealer';
export const ownerOf = (outlet: chain.Outlet): commission.Receiver =>
  outlet.dealer === null
    ? { kind: 'outlet', id: outlet.id }
    : { kind: 'dealer', id: outlet.dealer };

/** Where no dealer owns stock, nothing is asked. */
export async function ownGoodsOf(
  reader: Reader,
  candidates: readonly chain.Outlet[],
  skus: readonly SkuId[],
): Promise<OwnGoods> {
  const own = candidates.filter(isOwn);
  if (own.length === 0) return NOBODY;
  const nodes: NodeId[] = [...new Set(own.flatMap(({ path }) => path))];
  const [accounts, prices] = await Promise.all([
    payments.findAccountsOn(reader, nodes),
    catalog.supplyPrices(reader, skus),
  ]);
  const supply = new Map(prices.map(({ sku, supplyFen }) => [sku, supplyFen]));
  const paid = own.filter(
    (outlet) => payments.accountsAt(accounts, outlet.path, ownerOf(outlet).id as NodeId).length > 0,
  );
  const known = skus.every((sku) => supply.has(sku));
  const ids = new Set(paid.map(({ id }) => id));
  return { paid: ids, ready: known ? ids : new Set(), supply };
}

interface Given {
  readonly outlet: OutletId;
  readonly lineNos: readonly number[];
}
/** Frozen with the route that chose the outlet: head office pays the owner for each piece. */
export function goodsChargesOf(
  directory: chain.Directory,
  given: readonly Given[],
  attempt: number,
  lines: readonly { readonly no: number; readonly sku: SkuId | null; readonly quantity: number }[],
  { supply }: OwnGoods,
): commission.Charge[] {
  const hq = { kind: 'hq', id: directory.root.id } as const;
  return given.flatMap(({ outlet, lineNos }) => {
    const from = directory.outlet(outlet);
    if (from === null || !isOwn(from)) return [];
    return commission.goodsCharges(
      lines.filter(({ no }) => lineNos.includes(no)),
      supply,
      { hq, owner: ownerOf(from), attempt },
    );
  });
}
