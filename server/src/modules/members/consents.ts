/** What a member agrees to and takes back: rows of purpose, company, text, door and instant. */
import type { Id, MemberId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { textOf } from './consent-rules.ts';
import * as store from './store-consents.ts';
import type { Agreement, ConsentText, Purpose } from './types.ts';

/**
 * The rows of a sign-up: terms and privacy to each controller (head office, and the dealer whose
 * store she enters by), marketing and her name in public only where she ticked them.
 * @throws Refusal `members.agree_first`
 */
export function agree(
  tx: Tx,
  member: MemberId,
  controllers: readonly string[],
  agreement: Agreement,
): void {
  if (!agreement.terms || !agreement.privacy) throw new Refusal('invalid', 'members.agree_first');
  for (const controller of controllers) {
    give(tx, member, 'privacy', controller, agreement);
    if (agreement.marketing) give(tx, member, 'marketing', controller, agreement);
  }
  give(tx, member, 'terms', controllers[0]!, agreement);
  if (agreement.showName) give(tx, member, 'show_name', controllers[0]!, agreement);
}

type Said = Pick<Agreement, 'textVersion' | 'channel'>;
function give(tx: Tx, member: MemberId, purpose: Purpose, controller: string, said: Said): void {
  const { textVersion, channel } = said;
  const id = tx.newId<'consent'>();
  tx.tell(store.insertConsent, { id, member, purpose, controller, textVersion, channel });
}

/**
 * Giving again what stands adds nothing.
 * @throws Refusal `members.text_changed` when she has read other words than those that stand
 */
export async function giveConsent(
  tx: Tx,
  member: MemberId,
  purpose: Purpose,
  controllers: readonly string[],
  said: Said,
): Promise<void> {
  const published = (await textsOf(tx)).filter((each) => each.purpose === purpose);
  const { version } = textOf(purpose, published);
  if (published.length > 0 && version !== said.textVersion)
    throw new Refusal('conflict', 'members.text_changed', { version });
  for (const controller of controllers) give(tx, member, purpose, controller, said);
  if (purpose === 'show_name') tx.tell(store.showName, { member, shows: true });
}

/** With the same one tap that gave it; `controller` null: toward every one. */
export function withdrawConsent(
  tx: Tx,
  wish: { member: MemberId; purpose: Purpose; controller: string | null; by: string },
): void {
  tx.tell(store.withdrawConsent, wish);
  if (wish.purpose === 'show_name') tx.tell(store.showName, { member: wish.member, shows: false });
}

/** What this merchant has published, newest first. */
export const textsOf = (reader: Reader): Promise<ConsentText[]> => reader.ask(store.findTexts, {});

/**
 * New words count for whoever agrees from now on; who agreed before has agreed to what she read.
 * @throws Refusal `members.version_taken`
 */
export function publishText(
  tx: Tx,
  text: { purpose: Purpose; version: string; zh: string; en: string; by: StaffId },
): void {
  tx.guard(store.insertText, text, () => new Refusal('conflict', 'members.version_taken'));
}

/** The purposes that stand toward a controller, of many members at once. */
export const allowedOf = (
  reader: Reader,
  members: readonly MemberId[],
  controller: Id<'node'>,
): Promise<{ member: MemberId; purposes: readonly string[] }[]> =>
  members.length === 0
    ? Promise.resolve([])
    : reader.ask(store.findAllowed, { members, controller });
