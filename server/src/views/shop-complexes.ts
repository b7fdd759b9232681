/** Residential complexes by the beginning or any part of their name: the place of an address. */
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const complexesNamed = statement(
  'views.shop_complexes',
  { q: col.text() },
  `select id, name, district, lat, lng from chain.complex
   where merchant_id = :merchant and position(:q in name) > 0
   order by position(:q in name), name, id limit 20`,
  {
    id: col.id<'complex'>(),
    name: col.text(),
    district: col.text(),
    lat: col.double,
    lng: col.double,
  },
);

export const findComplexes = (reader: Reader, q: string) => reader.ask(complexesNamed, { q });
