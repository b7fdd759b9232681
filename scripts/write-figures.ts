/**
 * Writes the table of `docs/figures.md` from `bench/results/*.json`, so that no figure is typed by
 * hand: `node scripts/run.mjs scripts/write-figures.ts`
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOME = join(import.meta.dirname, '..');
const PAGE = join(HOME, 'docs/figures.md');
const [BEGIN, END] = ['<!-- table -->', '<!-- end of table -->'];

/** As the bars are stated. */
const BARS: readonly (readonly [id: string, what: string, must: string, aim: string])[] = [
  ['bar-1a', 'placing an order, the whole of it ÷ floor', '≥ 0.30', '≥ 0.50'],
  ['bar-1b', 'payment notification with all its legs ÷ floor', '≥ 0.40', '≥ 0.60'],
  ['bar-2', 'round trips / commits / statements of an order', '≤ 4 / 1 / ≤ 26', '≤ 3 / 1 / ≤ 20'],
  ['bar-3', 'placing on one hot sku ÷ floor on one hot row', '≥ 0.50', '≥ 0.80'],
  ['bar-4', '200 buyers, 50 units: sold, faults', '50, none', 'with 2 processes too'],
  ['bar-5', 'product list ÷ floor’s 24 rows', '≥ 0.5', '≥ 1.0'],
  ['bar-6', 'product detail ÷ floor’s one row', '≥ 0.5', '≥ 0.8'],
  ['bar-7', 'visits of a share link, 1 M links ÷ floor’s post', '≥ 0.8', '≥ 1.5'],
  ['bar-8', 'routing among 50,000 outlets, p99', '≤ 5 ms', '≤ 2 ms'],
  ['bar-9', 'search in 50,000 titles, p99; recall', '≤ 10 ms, 100 %', '≤ 4 ms'],
  ['bar-10', 'second start / memory / install', '≤ 3 s / 180 MB / 350 MB', '≤ 1.5 s / 120 MB'],
  ['bar-11', 'shop’s first page: JS gzip / LCP at 4× CPU', '≤ 60 KB / 2.0 s', '≤ 35 KB / 1.2 s'],
  ['bar-12', 'first page JS gzip: workbench / console', '≤ 200 KB / 700 KB', ''],
  ['bar-13', 'ledger transfers ÷ bare inserts', '≥ 0.4', '≥ 0.7'],
  ['bar-14', 'bar-1a and bar-5 at 100 × the base ÷ at base', '≥ 0.8', '≥ 0.95'],
  ['bar-16', 'two server processes ÷ one, mixed load; invariants', '≥ 0.9, none broken', ''],
  ['statement', 'a dealer’s statement of 50,000 orders; as a document', '≤ 3,000 ms', ''],
  ['imports', '50,000 rows: products, the same as XLSX, stock, members', '≤ 60 s each', ''],
  ['bar-17', '`npm test` whole, 2 cores', '≤ 10 min', '≤ 4 min'],
];

type Result = Readonly<Record<string, unknown>>;

/** A file may hold one result or several. */
function resultsIn(file: unknown): Result[] {
  if (Array.isArray(file)) return file.flatMap(resultsIn);
  if (typeof file !== 'object' || file === null) return [];
  const { id, bar, results, bars } = file as Result;
  if (typeof (id ?? bar) === 'string') return [file as Result];
  return resultsIn(results ?? bars ?? null);
}

const found = new Map<string, Result>();
for (const name of globSync('bench/results/*.json', { cwd: HOME }).sort())
  for (const result of resultsIn(JSON.parse(readFileSync(join(HOME, name), 'utf8'))))
    found.set(String(result.id ?? result.bar), result);

const said = (value: unknown): string =>
  typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value);

function measured(result: Result | undefined): string {
  if (result === undefined) return 'not measured yet';
  const { shown, value, ratio, figure, unit } = result;
  const number = shown ?? value ?? ratio ?? figure;
  if (number === undefined) return 'see its file';
  const plain = typeof unit === 'string' && unit !== '' ? ` ${unit.replace('× floor', '×')}` : '';
  return `${said(number)}${plain}`;
}

function verdict(result: Result | undefined): string {
  const { met, verdict: word } = result ?? {};
  if (typeof word === 'string') return word;
  if (typeof met === 'boolean') return met ? 'met' : 'not met';
  return '';
}

const rows = BARS.map(([id, what, must, aim]) => {
  const results = [...found].filter(
    ([key]) => key.startsWith(id) && !/^\w/.test(key.slice(id.length)),
  );
  const all = results.length === 0 ? [undefined] : results.map(([, result]) => result);
  const figures = all.map(measured).join(' / ');
  const verdicts = [...new Set(all.map(verdict))].join(' / ');
  return `| ${id} | ${what} | ${must} | ${aim} | ${figures} | ${verdicts} |`;
});
const dates = [...found.values()].map(({ date }) => String(date ?? '').slice(0, 10)).sort();
const table = [
  '| id | what | must | aim | measured | |',
  '|---|---|---|---|---|---|',
  ...rows,
  '',
  dates.at(-1) ? `Last run: ${dates.at(-1)}.` : 'No run is stored yet.',
].join('\n');

const page = readFileSync(PAGE, 'utf8');
const [before, rest = ''] = page.split(BEGIN);
const [, after] = rest.split(END);
writeFileSync(PAGE, `${before}${BEGIN}\n${table}\n${END}${after}`);
console.log(table);
