/** The first page comes with the program; every other is fetched when it is first needed. */
import type { ComponentType } from 'preact';
import HomePage from '../src/pages/home/index.tsx';

type Found = { default: ComponentType };

const files = import.meta.glob<Found>(['../src/pages/*/index.tsx', '!../src/pages/home/*']);

export async function pageOf(page: string): Promise<ComponentType> {
  if (page === 'pages/home/index') return HomePage;
  const load = files[`../src/${page}.tsx`] ?? files['../src/pages/missing/index.tsx'];
  if (!load) throw new Error(`no file for ${page}`);
  return (await load()).default;
}
