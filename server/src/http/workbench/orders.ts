/** What store staff do with an order: each step names the order, the parcel is the one in reach. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { acceptParcel } from '../../flows/accept-parcel.ts';
import type { StoreWork } from '../../flows/steps/store-work.ts';
import { deliverParcel } from '../../flows/deliver-parcel.ts';
import { dispatchParcel } from '../../flows/dispatch-parcel.ts';
import { handBack } from '../../flows/hand-back.ts';
import { handOver } from '../../flows/hand-over.ts';
import { readyParcel } from '../../flows/ready-parcel.ts';
import { shortPick } from '../../flows/short-pick.ts';
import { tickLine } from '../../flows/tick-line.ts';
import type { House } from '../../house.ts';
import type { OrderId, OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as orders from '../../modules/orders/orders.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, problems, Uuid } from '../schema.ts';
import { reach, staffOf } from '../staff-session.ts';

const PERMISSION = 'orders.work';
const params = Type.Object({ id: Uuid<OrderId>() });
const Done = Type.Object({ ok: Type.Literal(true) });
const done = { ok: true } as const;

/** The outlet among those in reach that has the order now; to everybody else there is no order. */
async function workOf({ db }: House, request: FastifyRequest, id: OrderId): Promise<StoreWork> {
  const nodes = reach(request, PERMISSION);
  const outlet = await db.reading(request.merchant, async (reader) => {
    const [parcels, directory] = await Promise.all([
      fulfilment.parcelsOf(reader, id),
      chain.directory(reader),
    ]);
    const within = ({ outlet }: fulfilment.Parcel) =>
      directory.outlet(outlet)!.path.some((node) => nodes.includes(node));
    return fulfilment.live(parcels).find(within)?.outlet;
  });
  if (outlet === undefined) throw new Refusal('not_found', 'orders.no_such_order');
  return { merchant: request.merchant, order: id, outlet, staff: staffOf(request).id };
}

export const orderWorkRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const step = (summary: string) => ({ tags: ['workbench'], summary });
    const config = { permission: PERMISSION };
    const answers = { response: { 200: Done, ...problems } };

    app.post(
      '/orders/:id/accept',
      { config, schema: { ...step('Take an order on'), params, body: Body({}), ...answers } },
      async (request) => {
        await acceptParcel(house, await workOf(house, request, request.params.id));
        return done;
      },
    );
    app.post(
      '/orders/:id/tick',
      {
        config,
        schema: {
          ...step('Tick or untick a line'),
          params,
          body: Body({ line: Type.Integer({ minimum: 1 }), picked: Type.Boolean() }),
          ...answers,
        },
      },
      async (request) => {
        const work = await workOf(house, request, request.params.id);
        await tickLine(house, { ...work, ...request.body });
        return done;
      },
    );
    app.post(
      '/orders/:id/short-pick',
      {
        config,
        schema: {
          ...step('Missing on the shelf: pay back, or let another outlet prepare it all'),
          params,
          headers: IdempotencyKey,
          body: Body({
            lines: Type.Array(
              Body({ no: Type.Integer({ minimum: 1 }), missing: Type.Integer({ minimum: 1 }) }),
              { minItems: 1, maxItems: 50 },
            ),
            then: Type.Enum(['refund', 'reroute'], { default: 'refund' }),
          }),
          ...answers,
        },
      },
      async (request, reply) =>
        // Told twice, it would take twice as many; and after a re-route the order is out of reach.
        answerOnce(house.db, request, reply, async (db) => {
          const work = await workOf(house, request, request.params.id);
          await shortPick({ ...house, db }, { ...work, ...request.body });
          return done;
        }),
    );
    app.post(
      '/orders/:id/hand-back',
      {
        config,
        schema: {
          ...step('Give the order back to routing'),
          params,
          body: Body({ reason: Type.String({ minLength: 1, maxLength: 100 }) }),
          response: {
            200: Type.Object({ outcome: Type.Enum(['allocated', 'split', 'parked', 'refunded']) }),
            ...problems,
          },
        },
      },
      async (request) => {
        const work = await workOf(house, request, request.params.id);
        return { outcome: await handBack(house, { ...work, ...request.body }) };
      },
    );
    app.post(
      '/orders/:id/ready',
      {
        config,
        schema: {
          ...step('Picked, bagged, on a shelf: the member is told'),
          params,
          body: Body({ shelf: Type.String({ maxLength: 40 }) }),
          ...answers,
        },
      },
      async (request) => {
        const work = await workOf(house, request, request.params.id);
        await readyParcel(house, { ...work, ...request.body });
        return done;
      },
    );
    app.post(
      '/orders/:id/dispatch',
      { config, schema: { ...step('The courier leaves'), params, body: Body({}), ...answers } },
      async (request) => {
        await dispatchParcel(house, await workOf(house, request, request.params.id));
        return done;
      },
    );
    app.post(
      '/orders/:id/delivered',
      { config, schema: { ...step('It has arrived'), params, body: Body({}), ...answers } },
      async (request) => {
        const { staff, ...work } = await workOf(house, request, request.params.id);
        await deliverParcel(house, { ...work, actor: { kind: 'staff', id: staff } });
        return done;
      },
    );
    await app.register(handOverRoute(house));
  };

const handOverRoute =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/orders/hand-over',
      {
        config: { permission: PERMISSION },
        schema: {
          tags: ['workbench'],
          summary: 'Hand goods over against the member’s code, typed or scanned',
          body: Body({
            code: Type.String({ minLength: 8, maxLength: 13 }),
            outlet: Type.Optional(Uuid<OutletId>()),
          }),
          response: {
            200: Type.Object({
              orderId: Uuid(),
              number: Type.String(),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const outlet = request.body.outlet ?? staff.outlet;
        const { merchant } = request;
        const directory = await house.db.reading(merchant, (r) => chain.directory(r));
        const at = outlet === null ? null : directory.outlet(outlet);
        if (at === null || !at.path.some((node) => reach(request, PERMISSION).includes(node)))
          throw new Refusal('forbidden', 'pickup.at_which_outlet');
        const wish = { merchant, outlet: at.id, staff: staff.id, code: request.body.code };
        const { order } = await handOver(house, wish);
        const row = await house.db.reading(merchant, (r) => orders.get(r, order));
        return { orderId: order, number: row.number };
      },
    );
  };
