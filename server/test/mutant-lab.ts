/** A shop in which guards are taken out: shoppers by the hundred, and crowds that act at once. */
import type { OrderId } from '../src/kernel/id.ts';
import { openShop, place, readyToOrder, type Shop, type Shopper } from './shop.ts';

export const CROWD = 20;

export class Lab {
  shop!: Shop;
  #next = 0;

  async open(): Promise<void> {
    const stock = { hupan: { milk: 30, eggs: 900, tangerines: 900 } };
    this.shop = await openShop({ shoppers: 400, stock, house: { poolSize: 20 } });
  }

  shopper(): Shopper {
    this.#next += 1;
    return this.shop.shoppers[this.#next % this.shop.shoppers.length]!;
  }

  wishOf(who: Shopper, key: 'milk' | 'eggs' | 'tangerines' = 'eggs', quantity = 1) {
    const { outlet, goods } = this.shop;
    return readyToOrder(this.shop, who, outlet('hupan'), [{ sku: goods.skus[key], quantity }]);
  }

  crowd<T>(run: (i: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
    return Promise.allSettled(Array.from({ length: CROWD }, (_, i) => run(i)));
  }

  async one(sql: string, args: unknown[] = []) {
    return (await this.shop.house.owner.query(sql, args)).rows[0];
  }

  async fresh() {
    const who = this.shopper();
    const wish = await this.wishOf(who);
    await place(this.shop, who, wish);
    return { who, order: wish.id as OrderId };
  }

  fulfilled(results: readonly PromiseSettledResult<unknown>[]): number {
    return results.filter(({ status }) => status === 'fulfilled').length;
  }
}

export const lab = new Lab();
