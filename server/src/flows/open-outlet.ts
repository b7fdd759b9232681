/** A new outlet: by its whole form, or from a template with four fields. */
import type { NodeId, MerchantId } from '../kernel/id.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import * as chain from '../modules/chain/chain.ts';
import * as inventory from '../modules/inventory/inventory.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';

/** @throws Refusal `chain.no_such_node`, `chain.cannot_move_there`, `chain.id_taken` */
export function openOutlet(
  db: Db,
  {
    merchant,
    actor,
    branches,
    form,
    week,
  }: Wish & {
    readonly form: chain.OutletForm;
    readonly week: readonly chain.WeeklyInterval[];
  },
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const standing = await chain.directory(tx);
    if (chain.standsAlready(standing, { ...form, kind: 'outlet' }, branches)) return;
    open(tx, actor, form, week);
  });
}

/** @throws Refusal those above, and `chain.no_such_outlet` for the template. */
export function openOutletFromTemplate(
  db: Db,
  { merchant, actor, branches, wish }: Wish & { readonly wish: chain.OutletWish },
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const standing = await chain.directory(tx);
    if (chain.standsAlready(standing, { ...wish, kind: 'outlet' }, branches)) return;
    const template = chain.outletWithin(standing, wish.template, branches);
    open(tx, actor, chain.formFrom(wish, template), chain.weekOf(template));
    catalog.copyHomePage(tx, template.id, wish.id);
    inventory.copyLow(tx, template.id, wish.id);
  });
}

interface Wish {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}

function open(
  tx: Tx,
  actor: Actor,
  form: chain.OutletForm,
  week: readonly chain.WeeklyInterval[],
): void {
  chain.openOutlet(tx, form, week);
  audit(tx, actor, {
    verb: 'chain.outlet_opened',
    object: { kind: 'outlet', id: form.id },
    facts: { name: form.name, parent: form.parent, template: form.template },
  });
}
