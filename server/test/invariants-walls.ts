/** Questions to credit and belonging (A), and to the walls between merchants (T, P). */

/** The tables without a merchant, by name: domain.md part 1. */
const PLATFORM = `'platform.merchant'::regclass, 'platform.host'::regclass,
  'public.migration'::regclass`;
/** Where one timer, one relay serves all merchants: small ids, no business. */
const RELAYED = `'platform.outbox'::regclass, 'platform.event'::regclass,
  'platform.timer'::regclass`;
const OURS = `n.nspname not in ('graphile_worker', 'information_schema') and n.nspname !~ '^pg_'`;
const TABLES = `from pg_class k join pg_namespace n on n.oid = k.relnamespace
  where k.relkind in ('r', 'p') and ${OURS} and k.oid not in (${PLATFORM})`;
const TABLES_AND_KEYS = `from pg_constraint c join pg_class k on k.oid = c.conrelid
  join pg_namespace n on n.oid = k.relnamespace
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where ${OURS} and k.oid not in (${PLATFORM})`;

export const ATTRIBUTION: Record<string, string> = {
  'A1 one owner at a time': `
    select merchant_id, member_id, kind from belonging.period where upper_inf(during)
    group by 1, 2, 3 having count(*) > 1`,
  'A1 periods of a kind never overlap': `
    select a.merchant_id, a.member_id, a.kind from belonging.period a join belonging.period b
      on b.merchant_id = a.merchant_id and b.member_id = a.member_id and b.kind = a.kind
        and b.id <> a.id and b.during && a.during`,
  'A2 the guide who is paid is the guide of the frozen credit': `
    select p.merchant_id, p.order_id, p.to_account from ledger.pending p
    join attribution.credit c using (merchant_id, order_id)
    where p.type = 'portion' and p.role = 'guide' and p.to_account not like 'due:hq:%'
      and p.to_account is distinct from 'due:staff:' || c.service_guide_id`,
  'A2 every order has its credit': `
    select o.merchant_id, o.id from orders."order" o left join attribution.credit c
      on c.merchant_id = o.merchant_id and c.order_id = o.id where c.order_id is null`,
  'A3 every change of owner says why': `
    select * from belonging.event where reason = '' or source = ''`,
  'A3 every period was opened by an event for its owner': `
    select p.merchant_id, p.id from belonging.period p left join belonging.event e
      on e.merchant_id = p.merchant_id and e.id = p.opened_by
    where e.id is null or e.member_id <> p.member_id or e.kind <> p.kind
      or e.to_owner_id is distinct from p.owner_id
      or (not upper_inf(p.during)) <> (p.closed_by is not null)`,
  'A4 no link is its own ancestor': `
    with recursive up as (
      select merchant_id, code, parent_code, 1 as steps from sharing.link
      union all
      select up.merchant_id, up.code, l.parent_code, steps + 1 from up join sharing.link l
        on l.merchant_id = up.merchant_id and l.code = up.parent_code where steps < 1000
    ) select merchant_id, code from up where parent_code = code or steps >= 1000`,
  'A4 nobody is paid for her own order': `
    select c.merchant_id, c.order_id from attribution.credit c
    where c.member_id in (c.sharer_1_id, c.sharer_2_id)`,
};

export const WALLS: Record<string, string> = {
  'T1 every business table is fenced': `
    select k.oid::regclass::text as name ${TABLES}
      and not (relrowsecurity and relforcerowsecurity
        and exists (select from pg_attribute a where a.attrelid = k.oid
          and a.attname = 'merchant_id' and a.attnotnull)
        and exists (select from pg_policy p where p.polrelid = k.oid))`,
  'T2 a reference names the merchant on both sides': `
    select c.conname, k.oid::regclass::text as name ${TABLES_AND_KEYS} and c.contype = 'f'
      and 'merchant_id' is distinct from (select f.attname from pg_attribute f
        where f.attrelid = c.confrelid and f.attnum = c.confkey[1])`,
  'T3 the application owns nothing and passes no wall': `
    select rolname from pg_roles where rolname = 'quandian_app'
      and (rolsuper or rolbypassrls or exists (select from pg_tables where tableowner = rolname
        and schemaname <> 'graphile_worker'))`,
  'T4 nothing runs with its owner’s rights': `
    select k.oid::regclass::text as name from pg_class k join pg_namespace n
      on n.oid = k.relnamespace where k.relkind in ('v', 'm') and ${OURS}
      and not coalesce(k.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']
    union all
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n
      on n.oid = p.pronamespace where p.prosecdef and ${OURS}
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  'T5 a unique key begins with the merchant': `
    select c.conname, k.oid::regclass::text as name ${TABLES_AND_KEYS}
      and c.contype in ('p', 'u', 'x') and a.attname <> 'merchant_id'
    union all
    select i.indexrelid::regclass::text, k.oid::regclass::text from pg_index i
      join pg_class k on k.oid = i.indrelid join pg_namespace n on n.oid = k.relnamespace
      left join pg_attribute a on a.attrelid = k.oid and a.attnum = i.indkey[0]
      where ${OURS} and k.oid not in (${PLATFORM}) and i.indisunique
        and a.attname is distinct from 'merchant_id'`,
  'T6 a policy knows its merchant by the one function that fails closed': `
    select p.polname, p.polrelid::regclass::text as name from pg_policy p
      join pg_class k on k.oid = p.polrelid join pg_namespace n on n.oid = k.relnamespace
      where ${OURS} and k.oid not in (${RELAYED}) and polpermissive -- others only narrow
        and (pg_get_expr(polqual, polrelid) not in ('(merchant_id = platform.merchant())',
            '(merchant_id = ( SELECT platform.merchant() AS merchant))')
          or pg_get_expr(polwithcheck, polrelid) <> '(merchant_id = platform.merchant())')
    union all
    select proname, prosrc from pg_proc where oid = 'platform.merchant'::regproc
      and prosrc !~ 'nullif\\(current_setting\\(''platform.merchant'', true\\), ''''\\)'`,
  'P9 the books cannot be edited': `
    select table_schema, table_name, privilege_type from information_schema.role_table_grants
    where grantee = 'quandian_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
      and (table_schema, table_name) in (('ledger', 'transfer'), ('ledger', 'void'),
        ('ledger', 'block'), ('commission', 'portion'), ('commission', 'cut'),
        ('payments', 'capture'), ('platform', 'audit'), ('attribution', 'credit'))`,
};
