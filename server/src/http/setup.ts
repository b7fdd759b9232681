/**
 * The set-up page of a house without a merchant. Whoever holds the code that was printed at start
 * may set up one chain; from then on everything here says no.
 */
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { setUpMerchant } from '../flows/set-up-merchant.ts';
import type { House } from '../house.ts';
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { findMerchants } from '../platform/merchant.ts';
import { hashOf } from '../platform/secret.ts';
import { newUuid } from '../platform/uuid.ts';
import { refuseForeignPages } from './csrf.ts';
import { Body } from './schema.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FILES = [
  ['/setup', 'web/setup/index.html', 'text/html; charset=utf-8'],
  ['/setup/page.css', 'web/setup/page.css', 'text/css; charset=utf-8'],
  ['/setup/page.mjs', 'web/setup/page.mjs', 'text/javascript; charset=utf-8'],
  ['/setup/refusals.json', 'contract/refusals.json', 'application/json; charset=utf-8'],
] as const;

const words = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
const Wish = Body({
  code: Type.String({ maxLength: 100 }),
  name: words,
  adminName: words,
  login: words,
  password: Type.String({ maxLength: 128 }),
});

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));

/** Its hook must come before the one that looks for the request's merchant. */
export function openSetup(app: FastifyInstance, house: House, code: string): void {
  /** One at a time: two at once would both find the house empty. */
  let turn: Promise<unknown> = Promise.resolve();

  async function setUp(wish: Static<typeof Wish>): Promise<void> {
    if (!isSame(wish.code, code)) throw new Refusal('forbidden', 'platform.wrong_set_up_code');
    if ((await findMerchants(house.db)).length > 0)
      throw new Refusal('conflict', 'platform.already_set_up');
    const now = house.clock.now();
    await setUpMerchant(house.db, {
      merchant: newUuid(now) as MerchantId,
      name: wish.name.trim(),
      hosts: [],
      production: true,
      demoSeed: null,
      hq: newUuid(now) as NodeId,
      admin: {
        id: newUuid(now) as StaffId,
        name: wish.adminName.trim(),
        login: wish.login.trim(),
        password: wish.password,
      },
    });
  }

  const config = { anyMerchant: true };
  for (const [path, file, type] of FILES) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    app.get(path, { config, schema: { hide: true } }, async (_request, reply) =>
      reply.type(type).header('cache-control', 'no-store').send(text),
    );
  }
  // Until there is a shop, its front door leads to the set-up page.
  app.addHook('onRequest', async (request, reply) => {
    const [path] = request.url.split('?');
    if (path !== '/' || (await findMerchants(house.db)).length > 0) return;
    return reply.redirect('/setup');
  });
  app.post<{ Body: Static<typeof Wish> }>(
    '/api/setup',
    { config, schema: { hide: true, body: Wish } },
    async (request, reply) => {
      refuseForeignPages(request);
      const mine = turn.then(() => setUp(request.body));
      turn = mine.catch(() => {});
      await mine;
      app.forgetMerchants();
      return reply.code(201).send({});
    },
  );
}
