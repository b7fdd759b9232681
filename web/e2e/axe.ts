/** What of a page keeps a reader out, by axe; and how long we wait for anything in a browser. */
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';

/** No wait takes as long as this unless what it waits for does not come. */
export const PATIENCE_MS = 40_000;
/** A machine that does other things, too, looks at a page for seconds; these tests see many. */
export const MANY_PAGES_MS = 300_000;

export async function graveFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // No frames of ours to merge, so no empty page is opened for merging them.
    .setLegacyMode(true)
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(', ')}`);
}

/** What breaks in a page, and what its own policy keeps from running: nobody else would notice. */
export function hearFaults(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.setDefaultTimeout(PATIENCE_MS);
  context.on('weberror', (found) => {
    // axe opens an empty page of its own, where there is no storage for our looks.
    if (found.page()?.url() !== 'about:blank') faults.push(found.error().message);
  });
  context.on('console', (said) => {
    if (said.type() === 'error' && /Content Security Policy/.test(said.text()))
      faults.push(said.text());
  });
  return faults;
}
