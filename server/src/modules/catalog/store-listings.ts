import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { ScopeId } from './types.ts';

export const findListings = statement(
  'catalog.find_listings',
  { skus: col.list(col.id<'sku'>()) },
  `select sku_id as sku, scope_id as scope, listed, withdrawn from catalog.offer
   where merchant_id = :merchant and sku_id = any(:skus) and (listed is not null or withdrawn)`,
  {
    sku: col.id<'sku'>(),
    scope: col.id() as col.Column<ScopeId>,
    listed: col.maybe(col.bool),
    withdrawn: col.bool,
  },
);
