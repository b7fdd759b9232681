import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const group = {
  id: col.id<'group'>(),
  name: col.text(),
  outlet: col.id<'node'>(),
  owner: col.maybe(col.id<'staff'>()),
  complex: col.maybe(col.id<'complex'>()),
  opengid: col.maybe(col.text()),
  headcount: col.int,
};
const GROUP = `id, name, outlet_id as outlet, owner_id as owner, complex_id as complex, opengid,
  headcount`;

export const findGroup = statement(
  'groups.find_group',
  { id: col.maybe(group.id), opengid: group.opengid },
  `select ${GROUP} from groups."group"
   where merchant_id = :merchant and (id = :id or opengid = :opengid)
   order by id = :id desc nulls last limit 1`,
  group,
);
export const findGroupsOf = statement(
  'groups.find_groups_of',
  { outlet: group.outlet },
  `select ${GROUP} from groups."group"
   where merchant_id = :merchant and outlet_id = :outlet order by name, id`,
  group,
);
export const insertGroup = guard(
  'groups.insert_group',
  group,
  `insert into groups."group" as g (merchant_id, id, name, outlet_id, owner_id, complex_id, opengid,
     headcount, made_at)
   values (:merchant, :id, :name, :outlet, :owner, :complex, :opengid, :headcount, :now)
   on conflict (merchant_id, id) do update set name = g.name
   where g.name = :name and g.outlet_id = :outlet`,
);
