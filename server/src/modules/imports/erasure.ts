/** Rows of files name people: who is forgotten goes from them, and after a month everybody. */
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import * as store from './store-erasure.ts';

export const destroy = (tx: Tx, vault: Vault, phones: readonly string[]): void =>
  tx.tell(store.dropRowsOf, {
    phones: [...phones],
    keys: phones.map((phone) => vault.blindIndex(phone)),
  });

export { forgetRows } from './store-erasure.ts';
