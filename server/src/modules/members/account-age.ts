/** Since when somebody is who she is, and by which account WeChat knows her: for paying her. */
import type { MemberId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import { accountAge, findOpenid } from './store-days.ts';

export interface AccountAge {
  readonly since: Instant;
  /** When the phone of now was added after the first; null while it is the one she came with. */
  readonly phoneChangedAt: Instant | null;
}
export async function ageOf(reader: Reader, member: MemberId): Promise<AccountAge | null> {
  const [found] = await reader.ask(accountAge, { member });
  return found ?? null;
}

export async function openidOf(
  reader: Reader,
  vault: Vault,
  member: MemberId,
): Promise<string | null> {
  const [found] = await reader.ask(findOpenid, { member });
  return found === undefined ? null : vault.open(found.enc);
}
