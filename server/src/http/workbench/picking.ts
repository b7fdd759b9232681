/** Orders to prepare, as this person may see them. What is done to them is `orders.ts`. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId, OrderId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { dayOf } from '../../kernel/time.ts';
import type { Vault } from '../../platform/secret.ts';
import {
  countParcels,
  findOutletsInReach,
  findParcels,
  STAGES,
  type ParcelRow,
  type Stage,
} from '../../views/work-picking.ts';
import { Fen, Instant, Nullable, problems, Query, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const StageName = Type.Unsafe<Stage>(Type.Enum([...STAGES]));
const parcelFields = {
  orderId: Uuid(),
  number: Type.String(),
  outletId: Uuid(),
  outletName: Type.String(),
  stage: StageName,
  trouble: Nullable(Type.Enum(['cancelled', 'rerouted'])),
  way: Type.Enum(['pickup', 'delivery']),
  sellingOutletName: Type.String(),
  isOwnSale: Type.Boolean(),
  soldWhileClosed: Type.Boolean(),
  customer: Type.String(),
  contact: Type.String(),
  note: Type.String(),
  portionFen: Nullable(Fen),
  pieces: Type.Integer(),
  placedAt: Instant,
  promisedAt: Instant,
  acceptBy: Nullable(Instant),
  readyAt: Nullable(Instant),
  dispatchedAt: Nullable(Instant),
  distanceM: Type.Integer(),
  shelf: Type.String(),
  lines: Type.Array(
    Type.Object({
      no: Type.Integer(),
      skuId: Uuid(),
      productId: Uuid(),
      title: Type.String(),
      spec: Type.String(),
      quantity: Type.Integer(),
      shelf: Type.String(),
      picked: Type.Boolean(),
    }),
  ),
};
const Counts = Type.Object({
  to_accept: Type.Integer(),
  to_pick: Type.Integer(),
  ready: Type.Integer(),
  on_the_way: Type.Integer(),
  trouble: Type.Integer(),
});

/** Who must be reached, in clear, only for the courier's part of the way. */
function contactOf(vault: Vault, row: ParcelRow): string {
  if (row.way === 'pickup' || row.stage === 'trouble' || row.contactEnc === '') return row.contact;
  const { name, phone, detail } = JSON.parse(vault.open(row.contactEnc)) as Record<string, string>;
  return [name, phone, detail].filter(Boolean).join(' ');
}
const parcelOf = (row: ParcelRow, contact: string) => {
  const { contactEnc: _, ...shown } = row;
  return { ...shown, contact, pieces: row.lines.reduce((sum, line) => sum + line.quantity, 0) };
};

export const pickingRoutes =
  ({ db, vault }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'orders.work' };
    app.get(
      '/picking',
      {
        config,
        schema: {
          tags: ['Workbench orders'],
          summary: 'Parcels of a stage, the most urgent first',
          querystring: Query({ stage: StageName, outlet: Type.Optional(Uuid<NodeId>()) }),
          response: {
            200: Type.Object({
              now: Instant,
              outlets: Type.Array(Type.Object({ id: Uuid(), name: Type.String() })),
              today: Type.Integer(),
              counts: Counts,
              items: Type.Array(Type.Object(parcelFields)),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { stage, outlet = null } = request.query;
        const nodes = reach(request, 'orders.work');
        return db.reading(request.merchant, async (reader) => {
          const [outlets, rows, { counts, today }] = await Promise.all([
            findOutletsInReach(reader, nodes),
            findParcels(reader, nodes, { stage, outlet }),
            countParcels(reader, nodes, outlet, dayOf(reader.now)),
          ]);
          const items = rows.map((row) => parcelOf(row, row.contact));
          return { now: reader.now, outlets, today, counts, items };
        });
      },
    );

    app.get(
      '/picking/pulse',
      {
        config,
        schema: {
          tags: ['Workbench orders'],
          summary: 'Is there anything new? Asked every few seconds',
          response: {
            200: Type.Object({
              now: Instant,
              toAccept: Type.Integer(),
              toPick: Type.Integer(),
              newestAt: Nullable(Instant),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const nodes = reach(request, 'orders.work');
        return db.reading(request.merchant, async (reader) => {
          const { counts, newestAt } = await countParcels(reader, nodes, null, dayOf(reader.now));
          return { now: reader.now, toAccept: counts.to_accept, toPick: counts.to_pick, newestAt };
        });
      },
    );

    app.get(
      '/picking/:order',
      {
        config,
        schema: {
          tags: ['Workbench orders'],
          summary: 'One parcel, with whom to call',
          params: Type.Object({ order: Uuid<OrderId>() }),
          response: { 200: Type.Object({ now: Instant, ...parcelFields }), ...problems },
        },
      },
      async (request) => {
        const nodes = reach(request, 'orders.work');
        const { order } = request.params;
        return db.reading(request.merchant, async (reader) => {
          const [row] = await findParcels(reader, nodes, { order });
          if (row === undefined) throw new Refusal('not_found', 'orders.not_here');
          return { now: reader.now, ...parcelOf(row, contactOf(vault, row)) };
        });
      },
    );
  };
