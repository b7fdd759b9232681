/** bar-12: what the first page of workbench and console weighs, JavaScript gzipped. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';

const WEB = join(import.meta.dirname, '../web');
const BARS = [
  { app: 'workbench', mustKb: 200 },
  { app: 'console', mustKb: 700 },
] as const;

/** `import"./a.js"` and `from"./a.js"`: what a chunk cannot run without. */
const STATIC = /(?:^|[;}\s])(?:import|export)(?:[\w*\s{},$]*from)?\s*["']\.\/([\w.-]+\.js)["']/g;
/** The chunk of the first route is asked for as soon as the router runs. */
const FIRST_ROUTE = /["']assets\/([\w.-]+\.js)["']/g;

/** The entry, all that it imports, and the first page's own chunk with its imports. */
export function firstPageFiles(dist: string, firstPage: string | null): string[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/(?:src|href)="[^"]*\/assets\/([\w.-]+\.js)"/g)].map(
    ([, file]) => file!,
  );
  const seen = new Set<string>();
  const walk = (file: string): void => {
    const path = join(dist, 'assets', file);
    if (seen.has(file) || !existsSync(path)) return;
    seen.add(file);
    for (const [, next] of readFileSync(path, 'utf8').matchAll(STATIC)) walk(next!);
  };
  entries.forEach(walk);
  if (firstPage !== null) walk(firstPage);
  return [...seen].map((file) => join(dist, 'assets', file));
}

/** The heaviest page that the entry can ask for: whatever one opens first, it is no more. */
function heaviest(dist: string): { readonly kb: number; readonly page: string | null } {
  const weigh = (page: string | null): number =>
    firstPageFiles(dist, page).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  const entry = firstPageFiles(dist, null).map((file) => readFileSync(file, 'utf8'));
  const pages = new Set(
    entry.flatMap((text) => [...text.matchAll(FIRST_ROUTE)].map(([, file]) => file!)),
  );
  let most: { kb: number; page: string | null } = { kb: weigh(null) / 1024, page: null };
  for (const page of pages) {
    const kb = weigh(page) / 1024;
    if (kb > most.kb) most = { kb, page };
  }
  return most;
}

export const run = (): Figure[] =>
  BARS.map(({ app, mustKb }) => {
    const dist = join(WEB, app, 'dist');
    if (!existsSync(join(dist, 'index.html'))) throw new Error(`${app} is not built`);
    const { kb, page } = heaviest(dist);
    const figure = { value: Math.round(kb), must: mustKb, unit: 'KB gzip', bound: 'most' as const };
    return { id: `bar-12 ${app}`, ...figure, raw: page };
  });
