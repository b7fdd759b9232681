/**
 * Orders while the server and its database are killed: every op is logged as done, refused or
 * unknown, and afterwards what was acknowledged must stand, once and whole; of the unknown ones
 * each happened once or not at all, and sending it again tells which.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { dice, type Dice } from '../../demo/world/dice.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { from, openChild, type Child } from './child-server.ts';
import { NOW } from './house.ts';
import { findViolations, type Violation } from './invariants.ts';
import type { Shopper } from './shop.ts';

const CROWD = 4;
/** Answers that leave open whether it happened; any other failure is a fault of ours. */
const AWAY = new Set([0, 503]);

interface Answer {
  readonly status: number;
  readonly body: any;
}
interface Op {
  readonly who: Shopper;
  readonly wish: { readonly id: string; readonly items: readonly object[] };
  outcome: 'done' | 'unknown';
  body: any;
  paid: 'no' | 'done' | 'unknown';
}
export interface Killed {
  readonly acknowledged: number;
  readonly unknown: number;
  /** Of the unknown ones, those that had happened. */
  readonly happened: number;
  readonly lost: readonly string[];
  /** Statuses that nobody may see, whoever was killed. */
  readonly faults: readonly string[];
  readonly violations: readonly Violation[];
  readonly readyMs: readonly number[];
}

/** Kills in an order that the seed decides, under load all the while. */
export async function playKills(wish: {
  readonly seed: number;
  readonly ofServer: number;
  readonly ofDatabase: number;
  /** Plays the mutant whose commits are not on the disk when they are acknowledged. */
  readonly forgetful?: boolean;
}): Promise<Killed> {
  const roll = dice(wish.seed);
  const child = await openChild();
  try {
    if (wish.forgetful === true) await child.forget();
    const load = new Load(child, roll);
    const readyMs: number[] = [];
    const left = { server: wish.ofServer, database: wish.ofDatabase };
    while (left.server + left.database > 0) {
      await load.gather(roll.between(3, 25));
      await sleep(roll.between(0, 60)); // in the middle of something
      if (roll.between(1, left.server + left.database) <= left.server) {
        left.server -= 1;
        readyMs.push(await child.killServer());
      } else {
        left.database -= 1;
        readyMs.push(await child.killDatabase());
      }
    }
    await load.gather(10); // life after the last kill
    await load.end();
    const acknowledged = load.ops.filter(({ outcome }) => outcome === 'done').length;
    const unsure = load.ops.filter(({ outcome }) => outcome === 'unknown');
    const happened = (await standing(child, unsure)).length;
    await load.sendAgain();
    const lost = await lostOf(child, load.ops);
    const violations = await quietly(child);
    const { faults } = load;
    return { acknowledged, unknown: unsure.length, happened, lost, faults, violations, readyMs };
  } finally {
    await child.stop();
  }
}

class Load {
  readonly ops: Op[] = [];
  readonly faults: string[] = [];
  readonly #child: Child;
  readonly #roll: Dice;
  readonly #buyers: Promise<void>[];
  #done = 0;
  #ends = false;

  constructor(child: Child, roll: Dice) {
    this.#child = child;
    this.#roll = roll;
    this.#buyers = Array.from({ length: CROWD }, (_, i) => this.#buy(i));
  }

  /** Until so many more orders have been acknowledged. */
  async gather(more: number): Promise<void> {
    const until = this.#done + more;
    while (this.#done < until) {
      if (this.faults.length > 0) throw new Error(this.faults.join('\n'));
      await sleep(5);
    }
  }

  async end(): Promise<void> {
    this.#ends = true;
    await Promise.all(this.#buyers);
  }

  /** What is unknown is sent again as it was: the same id, the same wish. */
  async sendAgain(): Promise<void> {
    for (const op of this.ops) {
      if (op.outcome === 'unknown') await this.#place(op, [409, 422]);
      if (op.outcome === 'done' && op.paid === 'unknown') await this.#pay(op);
    }
  }

  async #buy(nth: number): Promise<void> {
    const { shoppers, goods, outlet } = this.#child;
    for (let round = nth; !this.#ends; round += CROWD) {
      const who = shoppers[round % shoppers.length]!;
      const sku = round % 2 === 0 ? goods.skus.milk : goods.skus.eggs;
      const items = [{ sku, quantity: this.#roll.between(1, 3) }];
      const cart = await this.#ask(who, 'PUT', '/api/shop/cart', { outlet, ...items[0] });
      const asked = { outlet, items, way: 'pickup' };
      const quote = await this.#ask(who, 'POST', '/api/shop/quote', asked);
      if (cart.status !== 200 || quote.status !== 200) {
        await sleep(20);
        continue;
      }
      const { id, version } = cart.body;
      const wish = { ...asked, id: newUuid(NOW), cart: { id, version } };
      const op: Op = {
        who,
        wish: { ...wish, quoteToken: quote.body.token } as Op['wish'],
        outcome: 'unknown',
        body: null,
        paid: 'no',
      };
      this.ops.push(op);
      // The cart of an order whose fate is unknown may be ordered already.
      await this.#place(op, []);
      if (op.outcome === 'done' && round % 3 !== 0) await this.#pay(op);
    }
  }

  async #place(op: Op, refusals: readonly number[]): Promise<void> {
    const answer = await this.#ask(op.who, 'POST', '/api/shop/orders', op.wish);
    if (answer.status === 201) {
      this.#done += 1;
      op.outcome = 'done';
      op.body = answer.body;
    } else if (!AWAY.has(answer.status) && !refusals.includes(answer.status)) {
      this.#fault('order', answer);
    }
  }

  async #pay(op: Op): Promise<void> {
    op.paid = 'unknown';
    const asked = await this.#ask(op.who, 'POST', `/api/shop/orders/${op.wish.id}/pay`, {});
    if (asked.status === 409 && asked.body.code === 'orders.already_paid') op.paid = 'done';
    if (asked.status !== 200) return;
    const { payUrl } = asked.body;
    const paid = await this.#ask(op.who, 'GET', `${payUrl}&how=pay`);
    if (paid.status < 400 && paid.status > 0) op.paid = 'done';
  }

  async #ask(who: Shopper, method: string, path: string, body?: object): Promise<Answer> {
    const { host: _, ...own } = who.headers;
    const headers = { ...own, ...from(this.#child.shoppers.indexOf(who)) };
    try {
      const answer = await fetch(`${this.#child.origin}${path}`, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        redirect: 'manual',
      });
      const text = await answer.text();
      const said = { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : null };
      if (said.status >= 500 && said.status !== 503) this.#fault(path, said);
      return said;
    } catch {
      return { status: 0, body: null }; // cut off: nobody knows
    }
  }

  #fault(what: string, { status, body }: Answer): void {
    this.faults.push(`${what}: ${status} ${JSON.stringify(body)}`);
  }
}

const standing = (child: Child, ops: readonly Op[]): Promise<{ id: string }[]> =>
  child.lookInto(async (owner) => {
    const ids = ops.map(({ wish }) => wish.id);
    return (await owner.query('select id from orders."order" where id = any($1)', [ids])).rows;
  });

/** Everything that one order writes, counted: one of each, as many lines as were wished. */
const WHOLE = `
  select o.id, o.payable_fen::int as "payableFen", o.state <> 'unpaid' as paid,
    (select count(*)::int from orders.line l where l.order_id = o.id and l.no > 0) as lines,
    (select count(*)::int from inventory.hold h where h.order_id = o.id) as holds,
    (select count(*)::int from commission.portion p where p.order_id = o.id) as portions,
    (select count(*)::int from orders.history h where h.order_id = o.id and h.verb = 'placed')
      as placed,
    (select count(*)::int from attribution.credit c where c.order_id = o.id) as credits,
    (select count(*)::int from fulfilment.parcel p where p.order_id = o.id) as parcels,
    (select count(*)::int from payments.capture c where c.order_id = o.id and c.use = 'order')
      as captures,
    (select count(*)::int from (
       select facts, name from platform.outbox union all select facts, name from platform.event) e
     where e.name = 'orders.placed' and e.facts->>'order' = o.id::text) as events
  from orders."order" o`;

async function lostOf(child: Child, ops: readonly Op[]): Promise<string[]> {
  const { rows } = await child.lookInto((owner) => owner.query(WHOLE));
  const found = new Map(rows.map((row) => [row.id, row]));
  const lost: string[] = [];
  for (const { wish, outcome, body, paid } of ops) {
    const row = found.get(wish.id);
    if (outcome === 'unknown') {
      if (row !== undefined) lost.push(`${wish.id} stands, and its own replay did not say so`);
      continue;
    }
    const once = ['placed', 'credits', 'parcels', 'events'].every((each) => row?.[each] === 1);
    const n = wish.items.length;
    const whole = row?.lines === n && row.holds === n && row.portions === n;
    if (!once || !whole || row.payableFen !== body.payableFen) {
      lost.push(`${wish.id} was acknowledged and is ${JSON.stringify(row)}`);
    } else if (paid === 'done' && !(row.paid && row.captures === 1)) {
      lost.push(`${wish.id} was paid and is ${JSON.stringify(row)}`);
    }
  }
  if (rows.length > ops.length) lost.push(`${rows.length} orders of ${ops.length} wishes`);
  return lost;
}

/** Each question sees its own moment, so they are asked when nothing that may run now waits. */
async function quietly(child: Child): Promise<Violation[]> {
  return child.lookInto(async (owner) => {
    for (let left = 1; left > 0; await sleep(50)) {
      const { rows } = await owner.query(`select (select count(*) from platform.outbox)::int
        + (select count(*) from graphile_worker.jobs
          where locked_at is null and run_at <= now() and attempts < max_attempts)::int as n`);
      left = rows[0].n;
    }
    return findViolations(owner);
  });
}
