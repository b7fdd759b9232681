import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Purpose } from './types.ts';

const member = col.id<'member'>();
const purpose = col.text<Purpose>();

export const insertConsent = statement(
  'members.insert_consent',
  {
    id: col.id<'consent'>(),
    member,
    purpose,
    controller: col.text(),
    textVersion: col.text(),
    channel: col.text(),
  },
  `insert into members.consent (merchant_id, id, member_id, purpose, controller, text_version,
     channel, given_at)
   values (:merchant, :id, :member, :purpose, :controller, :textVersion, :channel, :now)
   on conflict (merchant_id, member_id, purpose, controller) where withdrawn_at is null
   do nothing`,
);
export const withdrawConsent = statement(
  'members.withdraw_consent',
  { member, purpose, controller: col.maybe(col.text()), by: col.text() },
  `update members.consent set withdrawn_at = :now, withdrawn_by = :by
   where merchant_id = :merchant and purpose = :purpose and withdrawn_at is null
     and (cast(:controller as text) is null or controller = :controller)
     and member_id in (select id from members.member
       where merchant_id = :merchant and (id = :member or merged_into = :member))`,
);
export const showName = statement(
  'members.show_name',
  { member, shows: col.bool },
  `update members.member set shows_name = :shows where merchant_id = :merchant and id = :member`,
);

export const findTexts = statement(
  'members.find_texts',
  {},
  `select purpose, version, words_zh as zh, words_en as en, made_at as "madeAt"
   from members.consent_text where merchant_id = :merchant order by made_at desc, version desc`,
  { purpose, version: col.text(), zh: col.text(), en: col.text(), madeAt: col.instant },
);
export const insertText = guard(
  'members.insert_text',
  {
    purpose,
    version: col.text(),
    zh: col.text(),
    en: col.text(),
    by: col.id<'staff'>(),
  },
  `insert into members.consent_text (merchant_id, purpose, version, words_zh, words_en, made_by,
     made_at)
   values (:merchant, :purpose, :version, :zh, :en, :by, :now) on conflict do nothing`,
);
export const findAllowed = statement(
  'members.find_allowed',
  { members: col.list(member), controller: col.id<'node'>() },
  `select member_id as member, array_agg(distinct purpose order by purpose) as purposes
   from members.consent
   where merchant_id = :merchant and member_id = any(:members) and withdrawn_at is null
     and controller = cast(:controller as uuid)::text
   group by member_id`,
  { member, purposes: col.list(col.text()) },
);
