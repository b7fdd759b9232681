import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

export const insertRefused = statement(
  'chain.insert_refused_sign_in',
  { id: col.id(), login: col.text(), ipClass: col.text() },
  `insert into chain.refused_sign_in (merchant_id, id, login_hash, ip_class, at)
   values (:merchant, :id, :login, :ipClass, :now)`,
);
export const forgetRefused = statement(
  'chain.forget_refused_sign_ins',
  { before: col.instant },
  'delete from chain.refused_sign_in where merchant_id = :merchant and at < :before',
);
export const countRefused = statement(
  'chain.count_refused_sign_ins',
  { since: col.instant, ipClass: col.text() },
  `select count(distinct login_hash)::integer as "inAll",
     (count(distinct login_hash) filter (where ip_class = :ipClass))::integer as "fromOne"
   from chain.refused_sign_in where merchant_id = :merchant and at >= :since`,
  { inAll: col.int, fromOne: col.int },
);
export const ringAlarm = statement(
  'chain.ring_spray_alarm',
  { hour: col.instant, logins: col.int },
  `insert into chain.spray_alarm (merchant_id, hour_at, logins, at)
   values (:merchant, :hour, :logins, :now) on conflict do nothing returning logins`,
  { logins: col.int },
);
