/** People as files: members, colleagues, first shares and the trail. Phones leave masked. */
import { findAudit } from '../../views/audit-log.ts';
import { findMembers, type MembersSort } from '../../views/console-members.ts';
import { findShareRoots } from '../../views/console-share-trees.ts';
import { findStaffList, type StaffSort } from '../../views/staff-list.ts';
import { clock, yuan, type Columns } from '../csv-answer.ts';
import { AUDIT_FILTERS, auditWishOf } from './audit.ts';
import { fileWords } from './file-words.ts';
import { listFile } from './list-file.ts';
import { EVERY_MEMBER, MEMBER_FILTERS } from './member-list.ts';
import { ROOT_FILTERS, rootsWishOf } from './share-trees.ts';
import { EVERYBODY, STAFF_FILTERS } from './staff.ts';

type Member = Awaited<ReturnType<typeof findMembers>>['items'][number];
const members = listFile({
  what: 'members',
  permission: 'members.export',
  personal: true,
  summary: 'Members whose home outlet is within reach, filtered and sorted as the list is',
  filters: MEMBER_FILTERS,
  open: async (_, { query: { sort, ...q }, language, reach }) => {
    const { head } = fileWords(language);
    const wish = { ...EVERY_MEMBER, ...q, reach };
    const columns: Columns<Member> = {
      [head('name')]: (row) => row.name,
      [head('phone')]: (row) => row.phoneMasked,
      [head('complex')]: (row) => row.complexName,
      [head('outlet')]: (row) => row.outletName,
      [head('guide')]: (row) => row.guideName,
      [head('joined')]: (row) => clock(row.madeAt),
      [head('orders')]: (row) => row.orders,
      [head('spent')]: (row) => yuan(row.paidFen),
      [head('lastOrder')]: (row) => (row.lastOrderAt === null ? '' : clock(row.lastOrderAt)),
    };
    return {
      columns,
      page: (reader, at) => findMembers(reader, { ...wish, ...at }, sort as MembersSort),
    };
  },
});

type Colleague = Awaited<ReturnType<typeof findStaffList>>['items'][number];
const staff = listFile({
  what: 'staff',
  permission: 'staff.read',
  personal: true,
  summary: 'Colleagues within reach with their roles, filtered and sorted as the list is',
  filters: STAFF_FILTERS,
  open: async (_, { query: { sort = null, ...q }, language, reach }) => {
    const { head, role, staffState, bearer } = fileWords(language);
    const wish = { ...EVERYBODY, ...q, reach };
    const columns: Columns<Colleague> = {
      [head('name')]: (row) => row.name,
      [head('title')]: (row) => row.title,
      [head('login')]: (row) => row.login,
      [head('outlet')]: (row) => row.outletName ?? bearer('hq'),
      [head('roles')]: (row) =>
        row.grants.map((grant) => `${role(grant.role)} ${grant.nodeName}`).join('; '),
      [head('state')]: (row) => staffState(row.state),
      [head('lastSeen')]: (row) => (row.lastSeenAt === null ? '' : clock(row.lastSeenAt)),
    };
    return {
      columns,
      page: (reader, at) => findStaffList(reader, { ...wish, ...at }, sort as StaffSort | null),
    };
  },
});

type Root = Awaited<ReturnType<typeof findShareRoots>>['items'][number];
const shareTrees = listFile({
  what: 'share-trees',
  permission: 'sharing.read',
  summary: 'First shares within reach and what grew from them, as the list has them',
  filters: ROOT_FILTERS,
  open: async (_, { query, language, reach, house }) => {
    const { head, who, channel } = fileWords(language);
    const wish = { ...rootsWishOf(query, house), reach };
    const columns: Columns<Root> = {
      [head('sharer')]: (row) => row.sharerName,
      [head('kind')]: (row) => who(row.sharerKind),
      [head('shared')]: (row) => row.targetName,
      [head('where')]: (row) => row.groupName ?? channel(row.channel),
      [head('at')]: (row) => clock(row.madeAt),
      [head('links')]: (row) => row.links,
      [head('visits')]: (row) => row.visits,
      [head('deepest')]: (row) => row.deepest,
      [head('orders')]: (row) => row.orders,
      [head('sales')]: (row) => yuan(row.salesFen),
    };
    return { columns, page: (reader, at) => findShareRoots(reader, { ...wish, ...at }) };
  },
});

type Trace = Awaited<ReturnType<typeof findAudit>>['items'][number];
/** Verbs and kinds as they are written: whoever audits compares them with the contract. */
const trail = listFile({
  what: 'audit',
  permission: 'audit.read',
  summary: 'Who did what, newest first, filtered as the list is',
  filters: AUDIT_FILTERS,
  open: async (_, { query, language }) => {
    const { head, who } = fileWords(language);
    const wish = auditWishOf(query);
    const columns: Columns<Trace> = {
      [head('at')]: (row) => clock(row.at),
      [head('kind')]: (row) => who(row.actorKind),
      [head('actor')]: (row) => row.actorName,
      [head('did')]: (row) => row.verb,
      [head('aboutKind')]: (row) => row.objectKind,
      [head('aboutId')]: (row) => row.objectId,
      [head('facts')]: (row) => JSON.stringify(row.facts),
    };
    return {
      columns,
      page: (reader, { after, count }) =>
        findAudit(reader, { ...wish, before: after as never, count }),
    };
  },
});

export const peopleFiles = [members, staff, shareTrees, trail];
