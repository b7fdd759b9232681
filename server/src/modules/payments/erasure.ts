/** By which account she paid: nobody needs it any more. Payments and refunds stay. */
import type { MemberId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { dropPayers } from './store-erasure.ts';

export const destroy = (tx: Tx, members: readonly MemberId[]): void =>
  tx.tell(dropPayers, { members: [...members] });
