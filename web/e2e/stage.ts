/**
 * Where the first story is played: a shop on a real port, its clock, and phones and a desk of the
 * people in it. With STORY_PICTURES=folder, every scene also leaves its picture there.
 */
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { closeBooks } from '../../server/src/flows/steps/close-books.ts';
import { neighboursOf } from '../../server/src/neighbours.ts';
import { carry } from '../../server/src/platform/outbox.ts';
import { react, type Happened } from '../../server/src/reactions.ts';
import { runDue } from '../../server/src/run-due.ts';
import { DESK, openBrowser, PHONE } from '../../server/test/browser.ts';
import { PASSWORD } from '../../server/test/cast.ts';
import { openShop, type Shop } from '../../server/test/shop.ts';
import { hearFaults } from './axe.ts';

const PICTURES = process.env.STORY_PICTURES;

export interface Stage {
  readonly shop: Shop;
  readonly origin: string;
  /** What the people saw go wrong in their browsers. */
  faults(): readonly string[];
  phone(): Promise<Page>;
  workbench(login: string): Promise<Page>;
  /** Wherever she sits: the shop's days are those of Shanghai. */
  desk(login: string, timezoneId?: string): Promise<Page>;
  /** Rings timers, lets events react, waits for the cashier and closes the books. */
  carryOn(): Promise<void>;
  codeFor(phone: string): Promise<string>;
  rows(sql: string, args?: readonly unknown[]): Promise<any[]>;
  close(): Promise<void>;
}

export async function openStage(at: number): Promise<Stage> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const shop = await openShop({ shoppers: 0, house: { at, origin } });
  const { cast, house, app } = shop;
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [cast.merchant]);
  app.forgetMerchants();
  await app.listen({ port, host: '127.0.0.1' });
  const browser = await openBrowser();
  const late: string[] = [];
  const everybody = [late];
  const open = openers(browser, origin, everybody);
  return {
    shop,
    origin,
    faults: () => everybody.flat(),
    ...open,
    async carryOn() {
      await runDue(house, ({ kind }, error) => void late.push(`timer ${kind}: ${error}`));
      await neighboursOf(house).simulators?.cashier.quiet();
      for (const event of await carry(house.db, cast.merchant))
        await react(house, event as Happened);
      await closeBooks(house.db, cast.merchant);
    },
    async codeFor(phone) {
      const inbox = await fetch(`${origin}/sim/sms.json?phone=${phone}`);
      return ((await inbox.json()) as { items: { code: string }[] }).items[0]!.code;
    },
    rows: async (sql, args = []) => (await house.owner.query(sql, [...args])).rows,
    async close() {
      await browser.close();
      await shop.close();
    },
  };
}

/** Everybody has a browser of his own, so nobody is signed in by another's cookie. */
function openers(browser: Browser, origin: string, everybody: string[][]) {
  const pageIn = async (context: BrowserContext): Promise<Page> => {
    everybody.push(hearFaults(context));
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    return context.newPage();
  };
  const small = { viewport: PHONE, reducedMotion: 'reduce', deviceScaleFactor: PICTURES ? 2 : 1 };
  const large = { viewport: DESK, reducedMotion: 'reduce' };
  return {
    async phone() {
      const context = await browser.newContext(small as object);
      await context.addInitScript(() => {
        localStorage.setItem('look', '{"language":"zh","theme":"light","big":false}');
      });
      return pageIn(context);
    },
    async workbench(login: string) {
      const context = await browser.newContext(small as object);
      await context.addInitScript(() => {
        localStorage.setItem('qd.work.lang', 'zh');
        localStorage.setItem('qd.work.theme', 'light');
      });
      const page = await pageIn(context);
      await page.goto(`${origin}/work/`);
      await page.fill('input[name=login]', login);
      await page.fill('input[name=password]', PASSWORD);
      await page.click('button[type=submit]');
      await page.locator('nav.tabs').waitFor();
      return page;
    },
    async desk(login: string, timezoneId?: string) {
      const context = await browser.newContext({ ...large, timezoneId } as object);
      await context.addInitScript(() => {
        localStorage.setItem('qd.language', 'zh');
        localStorage.setItem('qd.mode', 'light');
      });
      const page = await pageIn(context);
      await page.goto(`${origin}/console/`);
      await page.fill('#login', login);
      await page.fill('#password', PASSWORD);
      await page.click('button[type=submit]');
      await page.locator('.side nav').waitFor();
      return page;
    },
  };
}

/** The scene as the reader of the README sees it; `tall` shows what lies below the fold, too. */
export async function picture(page: Page, name: string, tall = 0): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.evaluate(async () => {
    const shown = [...document.images].filter(
      ({ loading, complete }) => loading !== 'lazy' || complete,
    );
    await Promise.all(shown.map((image) => image.decode().catch(() => {})));
  });
  const usual = page.viewportSize()!;
  if (tall > 0) await page.setViewportSize({ ...usual, height: tall });
  const path = join(PICTURES, `story-${name}.png`);
  const style = '.adm-toast-mask { visibility: hidden; }'; // said of the scene before
  await page.screenshot({ path, style, animations: 'disabled', caret: 'hide' });
  await page.setViewportSize(usual);
}

/** The cashier calls back over HTTP, so the address must be known before the server stands. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
