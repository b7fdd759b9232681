import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { ExceptionId, PriceException, ScopeId } from './types.ts';

const scope = col.id() as col.Column<ScopeId>;
const id = col.id<'price_exception'>() as col.Column<ExceptionId>;
const asked = {
  id,
  scope,
  sku: col.id<'sku'>(),
  priceFen: col.fen,
  days: col.int,
  why: col.text(),
  by: col.id<'staff'>(),
};
/** Nothing where one is asked or holds already. */
export const insertException = guard(
  'catalog.insert_exception',
  asked,
  `insert into catalog.exception (merchant_id, id, scope_id, sku_id, price_fen, days, why,
     asked_by, asked_at)
   values (:merchant, :id, :scope, :sku, :priceFen, :days, :why, :by, :now)
   on conflict do nothing`,
);
export const lockException = statement(
  'catalog.lock_exception',
  { id },
  `select id, scope_id as scope, sku_id as sku, price_fen as "priceFen", days, why,
     asked_by as by, state, until
   from catalog.exception where merchant_id = :merchant and id = :id for update`,
  { ...asked, state: col.text<PriceException['state']>(), until: col.maybe(col.instant) },
);
export const decideException = statement(
  'catalog.decide_exception',
  {
    id,
    state: col.text<'granted' | 'refused'>(),
    by: col.id<'staff'>(),
    words: col.text(),
    until: col.maybe(col.instant),
  },
  `update catalog.exception set state = :state, decided_by = :by, decided_at = :now,
     words = :words, until = :until
   where merchant_id = :merchant and id = :id`,
);
export const endException = statement(
  'catalog.end_exception',
  { id },
  `update catalog.exception set state = 'ended' where merchant_id = :merchant and id = :id`,
);
