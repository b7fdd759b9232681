/** Every page is a file of its own that the browser fetches when it is first needed. */
import type { ComponentType } from 'preact';

type Found = { default: ComponentType };

const files = import.meta.glob<Found>('../src/pages/*/index.tsx');

export async function pageOf(page: string): Promise<ComponentType> {
  const load = files[`../src/${page}.tsx`] ?? files['../src/pages/missing/index.tsx'];
  if (!load) throw new Error(`no file for ${page}`);
  return (await load()).default;
}
