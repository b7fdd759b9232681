/** The schema as the catalogue tells it, in a fixed order: what `db/schema.sql` must say. */
import type { Client } from 'pg';

const SCHEMAS = `n.nspname not in ('graphile_worker', 'information_schema')
  and n.nspname !~ '^pg_'`;
/** What came with an extension is the extension's. */
const OWN = (oid: string): string =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;

const FUNCTIONS = `select pg_get_functiondef(p.oid) || ';' as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${SCHEMAS} and ${OWN('p.oid')} order by n.nspname, p.proname, p.oid::regprocedure::text`;

const DOMAINS = `select format('create domain %s as %s %s;', t.oid::regtype,
    format_type(t.typbasetype, t.typtypmod),
    (select string_agg(pg_get_constraintdef(c.oid), ' ' order by c.conname)
      from pg_constraint c where c.contypid = t.oid)) as text
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where ${SCHEMAS} and ${OWN('t.oid')} and t.typtype = 'd' order by n.nspname, t.typname`;

const TABLES = `select k.oid, k.oid::regclass::text as name,
    k.relrowsecurity as fenced, k.relforcerowsecurity as forced,
    array(select format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attidentity <> '' then ' generated always as identity'
          when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid)
          else '' end,
        case when a.attnotnull then ' not null' else '' end)
      from pg_attribute a left join pg_attrdef d on d.adrelid = k.oid and d.adnum = a.attnum
      where a.attrelid = k.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
    array(select format('constraint %I %s', c.conname, pg_get_constraintdef(c.oid))
      from pg_constraint c where c.conrelid = k.oid and c.contype in ('p', 'u', 'c', 'f', 'x')
      order by position(c.contype::text in 'puxcf'), c.conname) as constraints,
    array(select pg_get_indexdef(i.indexrelid) from pg_index i
      where i.indrelid = k.oid
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid
          and c.contype in ('p', 'u', 'x')) order by 1) as indexes,
    array(select format('policy %I for %s using (%s) with check (%s)', p.polname,
        case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
          when 'w' then 'update' else 'delete' end,
        coalesce(pg_get_expr(p.polqual, k.oid), '-'),
        coalesce(pg_get_expr(p.polwithcheck, k.oid), '-'))
      from pg_policy p where p.polrelid = k.oid order by p.polname) as policies,
    array(select lower(right_) from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE'])
        with ordinality as r(right_, at)
      where has_table_privilege('quandian_app', k.oid, right_) order by at) as rights
  from pg_class k join pg_namespace n on n.oid = k.relnamespace
  where ${SCHEMAS} and ${OWN('k.oid')} and k.relkind in ('r', 'p')
  order by n.nspname, k.relname`;

const HEAD = `-- Written from the catalogue by \`npm run schema\`; a test fails when it is stale. Read it, never
-- run it: the migrations make the schema.
`;

export async function snapshotOf(client: Client): Promise<string> {
  const functions = await client.query<{ text: string }>(FUNCTIONS);
  const domains = await client.query<{ text: string }>(DOMAINS);
  const tables = await client.query<{
    readonly name: string;
    readonly fenced: boolean;
    readonly forced: boolean;
    readonly columns: readonly string[];
    readonly constraints: readonly string[];
    readonly indexes: readonly string[];
    readonly policies: readonly string[];
    readonly rights: readonly string[];
  }>(TABLES);
  const parts = tables.rows.map((table) => {
    const inside = [...table.columns, ...table.constraints].map((line) => `  ${line}`);
    const wall = table.fenced ? ['enabled', ...(table.forced ? ['forced'] : [])] : ['none'];
    return [
      `create table ${table.name} (\n${inside.join(',\n')}\n);`,
      ...table.indexes.map((index) => `${index};`),
      `-- row security: ${wall.join(', ')}; quandian_app: ${table.rights.join(', ') || 'nothing'}`,
      ...table.policies.map((policy) => `-- ${policy.replaceAll('\n', ' ')}`),
    ].join('\n');
  });
  const texts = functions.rows.map((row) => row.text.replace(/[ \t]+$/gm, ''));
  const words = domains.rows.map((row) => row.text).join('\n');
  return [HEAD, ...texts, words, ...parts, ''].join('\n\n').replace(/\n+$/, '\n');
}
