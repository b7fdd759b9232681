/**
 * A member agrees, or takes it back: one purpose, toward one company or all of hers; head office
 * publishes the words that are agreed to.
 */
import type { MemberId, MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as members from '../modules/members/members.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Reader } from '../platform/db.ts';
import { controllersOf } from './steps/controllers.ts';

interface Asked {
  readonly merchant: MerchantId;
  readonly member: MemberId;
  readonly purpose: members.Purpose;
  /** Undefined: every company that may ask for it. */
  readonly controller?: NodeId | undefined;
}

/** @throws Refusal `members.not_asked_for`, `members.text_changed` */
export const giveConsent = (
  db: Db,
  wish: Asked & { readonly textVersion: string; readonly channel: string },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { member, purpose, controller } = wish;
    const asking = (await controllersOf(tx, member))
      .filter(({ kind }) => members.OFFERED[kind].includes(purpose))
      .filter(({ id }) => controller === undefined || id === controller)
      .map(({ id }) => id);
    if (asking.length === 0) throw new Refusal('not_found', 'members.not_asked_for');
    await members.giveConsent(tx, member, purpose, asking, wish);
  });

/** Also toward a company that is not hers any more. */
export const withdrawConsent = (db: Db, wish: Asked & { readonly by: string }): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { member, purpose, controller = null, by } = wish;
    members.withdrawConsent(tx, { member, purpose, controller, by });
  });

/** What she may agree to, company by company, with the words that stand now. */
export async function offersOf(reader: Reader, member: MemberId) {
  const [controllers, texts, { consents }] = await Promise.all([
    controllersOf(reader, member),
    members.textsOf(reader),
    members.profileOf(reader, member),
  ]);
  return controllers.map(({ id, kind, name }) => ({
    id,
    kind,
    name,
    base: (['terms', 'privacy'] as const).flatMap((purpose) => {
      const standing = members.standingOf(consents, purpose, id);
      return standing === null ? [] : [pick(standing)];
    }),
    offers: members.OFFERED[kind].map((purpose) => {
      const { version, zh, en } = members.textOf(purpose, texts);
      const standing = members.standingOf(consents, purpose, id);
      return { purpose, version, zh, en, standing: standing === null ? null : pick(standing) };
    }),
  }));
}
const pick = ({ purpose, textVersion, channel, givenAt }: members.Consent) => ({
  purpose,
  textVersion,
  channel,
  givenAt,
});

/** @throws Refusal `members.version_taken` */
export const publishConsentText = (
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly actor: Actor;
    readonly by: StaffId;
    readonly purpose: members.Purpose;
    readonly version: string;
    readonly zh: string;
    readonly en: string;
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { purpose, version } = wish;
    members.publishText(tx, wish);
    audit(tx, wish.actor, {
      verb: 'members.consent_text_published',
      object: { kind: 'consent_text', id: `${purpose}:${version}` },
    });
  });
