/** A shop that is open for business, and phones to look at it with. */
import { type AddressInfo, createServer } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { openShop, type Shop, type Shopper } from '../../server/test/shop.ts';
import { hearFaults } from './axe.ts';

export interface Look {
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly big?: boolean;
}
interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in this browser. */
  readonly faults: readonly string[];
}

export interface Shopfront {
  readonly shop: Shop;
  readonly origin: string;
  /** A phone that nobody is signed in on; it stands in 湖畔店. */
  visitor(look?: Look): Promise<Phone>;
  /** A phone on which this member is signed in. */
  phoneOf(shopper: Shopper, look?: Look): Promise<Phone>;
  close(): Promise<void>;
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

type Wish = NonNullable<Parameters<typeof openShop>[0]>;

export async function openShopfront({ house, ...wish }: Wish): Promise<Shopfront> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const shop = await openShop({ ...wish, house: { ...house, origin } });
  const host = "insert into platform.host values ('127.0.0.1', $1)";
  await shop.house.owner.query(host, [shop.cast.merchant]);
  shop.app.forgetMerchants();
  await shop.app.listen({ port, host: '127.0.0.1' });
  const browser = await openBrowser();

  const visitor = async (look: Look = {}): Promise<Phone> => {
    const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
    const faults = hearFaults(context);
    const worn = { language: 'zh', theme: 'light', big: false, ...look };
    const stands = { outlet: shop.outlet('hupan') };
    await context.addInitScript(
      ([wearing, standing]) => {
        localStorage.setItem('look', wearing!);
        if (!localStorage.getItem('here')) localStorage.setItem('here', standing!);
      },
      [JSON.stringify(worn), JSON.stringify(stands)],
    );
    return { page: await context.newPage(), context, faults };
  };
  const phoneOf = async ({ headers }: Shopper, look?: Look): Promise<Phone> => {
    const { page, context, faults } = await visitor(look);
    const session = headers['authorization']!.replace('Bearer ', '');
    const device = headers['cookie']!.replace('qd_device=', '');
    await context.addCookies([
      { name: 'qd_member', value: session, url: origin },
      { name: 'qd_device', value: device, url: origin },
    ]);
    await context.addInitScript(() => localStorage.setItem('member', '1'));
    return { page, context, faults };
  };
  const close = async (): Promise<void> => {
    await browser.close();
    await shop.close();
  };
  return { shop, origin, visitor, phoneOf, close };
}
