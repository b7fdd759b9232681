/** Who buys here: one member a person and merchant, under however many identities. */
import type { MemberId } from '../../kernel/id.ts';
import type { Reader } from '../../platform/db.ts';
import { findSession } from './store.ts';

/** The member of a session that still holds, merged members resolved to the survivor. */
export async function signedIn(reader: Reader, tokenHash: string): Promise<MemberId | null> {
  const [session] = await reader.ask(findSession, { tokenHash });
  return session?.member ?? null;
}
