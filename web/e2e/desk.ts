/** A person at the desk: signed in to the console, in her language, light or dark. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DESK } from '../../server/test/browser.ts';
import { PASSWORD } from '../../server/test/cast.ts';
import { hearFaults } from './axe.ts';

export interface Desk {
  readonly browser: Browser;
  readonly origin: string;
}
export interface Look {
  readonly language?: 'zh' | 'en';
  readonly mode?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export async function signIn(
  { browser, origin }: Desk,
  login: string,
  { language = 'zh', mode = 'light', viewport = DESK }: Look = {},
): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await context.addInitScript(
    ([spoken, worn]) => {
      localStorage.setItem('qd.language', spoken!);
      localStorage.setItem('qd.mode', worn!);
    },
    [language, mode],
  );
  const faults = hearFaults(context);
  const page = await context.newPage();
  await page.goto(`${origin}/console/`);
  await page.fill('#login', login);
  await page.fill('#password', PASSWORD);
  await page.click('button[type=submit]');
  await page.locator('.side nav').waitFor();
  return { page, context, faults };
}
