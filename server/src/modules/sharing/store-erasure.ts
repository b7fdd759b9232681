import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

const ids = { members: col.list(col.id<'member'>()) };

/** The app role may empty this column, and nothing else of a link. */
export const emptyWords = statement(
  'sharing.empty_words',
  ids,
  `update sharing.link set words = ''
   where merchant_id = :merchant and sharer_id = any(:members) and words <> ''`,
);
export const emptyVisits = statement(
  'sharing.empty_visits',
  ids,
  `update sharing.visit set device_hash = null, ip_class = ''
   where merchant_id = :merchant and member_id = any(:members)`,
);
export const emptyOldPlaces = statement(
  'sharing.empty_old_places',
  { before: col.instant, most: col.int },
  `with gone as (
     update sharing.visit set ip_class = ''
     where merchant_id = :merchant and id in (select id from sharing.visit
       where merchant_id = :merchant and at < :before and ip_class <> ''
       limit cast(:most as integer))
     returning 1)
   select count(*)::integer as count from gone`,
  { count: col.int },
);
