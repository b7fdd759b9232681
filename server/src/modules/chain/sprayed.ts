/** Sprayed passwords: one password tried on many logins. Counts logins, never says which. */
import { before, hours, minutes, startOfHour } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { hashOf } from '../../platform/secret.ts';
import * as store from './store-sprayed.ts';

/** So many different logins refused in a quarter of an hour, from one network or in all. */
const FROM_ONE = 8;
const IN_ALL = 20;
const WINDOW = minutes(15);
const KEPT = hours(24);

/** Keeps the refusal; true when it makes an alarm, which rings once an hour. */
export async function noteRefusedSignIn(
  tx: Tx,
  { login, ipClass }: { readonly login: string; readonly ipClass: string },
): Promise<{ readonly alarm: boolean; readonly logins: number }> {
  tx.tell(store.forgetRefused, { before: before(tx.now, KEPT) });
  tx.tell(store.insertRefused, { id: tx.newId(), login: hashOf(login), ipClass });
  const since = before(tx.now, WINDOW);
  const [seen] = await tx.ask(store.countRefused, { since, ipClass });
  const { inAll, fromOne } = seen!;
  if (fromOne < FROM_ONE && inAll < IN_ALL) return { alarm: false, logins: inAll };
  const rung = await tx.ask(store.ringAlarm, { hour: startOfHour(tx.now), logins: inAll });
  return { alarm: rung.length > 0, logins: inAll };
}
