/** How WeChat knows a member under one app: an openid of another app is nobody's there. */
import type { MemberId } from '../../kernel/id.ts';
import type { Reader } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import { findOpenidUnder } from './store-openid.ts';

export async function openidUnder(
  reader: Reader,
  vault: Vault,
  member: MemberId,
  app: string,
): Promise<string | null> {
  const [found] = await reader.ask(findOpenidUnder, { member, app });
  return found === undefined ? null : vault.open(found.enc);
}
