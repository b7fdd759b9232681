import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Consent } from './types.ts';

const member = col.id<'member'>();
/** Her own id and those that merged into her. */
const MINE = `(select id from members.member
  where merchant_id = :merchant and (id = :member or merged_into = :member))`;

export const findProfile = statement(
  'members.find_profile',
  { member },
  `select m.id, m.name, m.complex_id as complex, m.made_at as "madeAt",
     m.shows_name as "showsName",
     (select i.masked from members.identity i where i.merchant_id = m.merchant_id
        and i.member_id = m.id and i.kind = 'phone' order by i.at desc limit 1) as "phoneMasked",
     exists (select from members.identity i where i.merchant_id = m.merchant_id
        and i.member_id = m.id and i.kind = 'openid') as "hasWechat",
     (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'purpose', c.purpose,
        'controller', c.controller, 'textVersion', c.text_version, 'channel', c.channel,
        'givenAt', c.given_at,
        'withdrawnAt', c.withdrawn_at)
        order by c.given_at, c.purpose), '[]')
      from members.consent c where c.merchant_id = m.merchant_id
        and c.member_id in ${MINE}) as consents
   from members.member m where m.merchant_id = :merchant and m.id = :member`,
  {
    id: member,
    name: col.text(),
    complex: col.maybe(col.id<'complex'>()),
    madeAt: col.instant,
    showsName: col.bool,
    phoneMasked: col.maybe(col.text()),
    hasWechat: col.bool,
    consents: col.json<readonly Consent[]>(),
  },
);
export const renameMember = guard(
  'members.rename_member',
  { member, name: col.text(), complex: col.maybe(col.id<'complex'>()) },
  `update members.member set name = :name, complex_id = :complex
   where merchant_id = :merchant and id = :member`,
);
const address = {
  id: col.id<'address'>(),
  name: col.text(),
  phone: col.text(),
  detail: col.text(),
  district: col.text(),
  complex: col.maybe(col.id<'complex'>()),
  lat: col.double,
  lng: col.double,
  isDefault: col.bool,
};
const ADDRESS = `id, name_enc as name, phone_enc as phone, detail_enc as detail, district,
  complex_id as complex, lat, lng, is_default as "isDefault"`;

export const findAddresses = statement(
  'members.find_addresses',
  { member },
  `select ${ADDRESS} from members.address
   where merchant_id = :merchant and member_id in ${MINE} order by is_default desc, at desc, id`,
  address,
);
export const findAddress = statement(
  'members.find_address',
  { member, id: address.id },
  `select ${ADDRESS} from members.address
   where merchant_id = :merchant and id = :id and member_id in ${MINE}`,
  address,
);
/** Hers or new; the id of another member's address touches nothing. */
export const putAddress = guard(
  'members.put_address',
  { member, ...address },
  `insert into members.address as a (merchant_id, id, member_id, name_enc, phone_enc, detail_enc,
     district, complex_id, lat, lng, is_default, at)
   values (:merchant, :id, :member, :name, :phone, :detail, :district, :complex, :lat, :lng,
     :isDefault, :now)
   on conflict (merchant_id, id) do update
   set name_enc = excluded.name_enc, phone_enc = excluded.phone_enc,
     detail_enc = excluded.detail_enc, district = excluded.district,
     complex_id = excluded.complex_id, lat = excluded.lat, lng = excluded.lng,
     is_default = excluded.is_default, at = excluded.at
   where a.member_id in ${MINE}`,
);
export const onlyDefault = statement(
  'members.only_default',
  { member, id: address.id },
  `update members.address set is_default = false
   where merchant_id = :merchant and id <> :id and is_default and member_id in ${MINE}`,
);
export const deleteAddress = guard(
  'members.delete_address',
  { member, id: address.id },
  `delete from members.address
   where merchant_id = :merchant and id = :id and member_id in ${MINE}`,
);

export const insertNote = guard(
  'members.insert_note',
  { id: col.id<'note'>(), member, staff: col.id<'staff'>(), words: col.text() },
  `insert into members.note as n (merchant_id, id, member_id, staff_id, words, at)
   values (:merchant, :id, :member, :staff, :words, :now)
   on conflict (merchant_id, id) do update set words = n.words
   where n.member_id = :member and n.staff_id = :staff and n.words = :words`,
);
export const insertNotice = statement(
  'members.insert_notice',
  {
    id: col.id<'notice'>(),
    member,
    kind: col.text(),
    ref: col.text(),
    facts: col.json<Readonly<Record<string, string | number>>>(),
  },
  `insert into members.notice (merchant_id, id, member_id, kind, ref, facts, at)
   values (:merchant, :id, :member, :kind, :ref, :facts, :now) on conflict do nothing`,
);
export const countUnread = statement(
  'members.count_unread',
  { member },
  `select count(*) as unread from members.notice
   where merchant_id = :merchant and read_at is null and member_id in ${MINE}`,
  { unread: col.big },
);
export const readNotices = statement(
  'members.read_notices',
  { member },
  `update members.notice set read_at = :now
   where merchant_id = :merchant and read_at is null and member_id in ${MINE}`,
);
