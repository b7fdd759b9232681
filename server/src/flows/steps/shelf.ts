/** An outlet's shelf: the organisation says who stands above it, the catalogue what follows. */
import * as catalog from '../../modules/catalog/catalog.ts';
import type { Outlet } from '../../modules/chain/chain.ts';
import type { Reader } from '../../platform/db.ts';

export const pathOf = ({ id, profile, path }: Outlet): catalog.OutletPath => ({
  outletId: id,
  profileId: profile,
  dealerIds: path.slice(1, -1).reverse(),
  hqId: path[0]!,
});

export const shelfOfOutlet = (reader: Reader, outlet: Outlet): Promise<catalog.Shelf> =>
  catalog.shelfOf(reader, pathOf(outlet));
