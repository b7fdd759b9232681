/** What may be changed of an outlet that stands: details, area, delivery, hours, pause. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { changeOutlet } from '../../flows/change-outlet.ts';
import type { House } from '../../house.ts';
import type { OutletId, ProfileId } from '../../kernel/id.ts';
import type { DeliveryBand } from '../../modules/chain/chain.ts';
import { Band, Corners } from '../outlet-state.ts';
import { hoursRoutes } from '../outlet-hours.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';
import { deedOf } from '../staff-session.ts';

const Change = Type.Partial(
  Body({
    name: Type.String({ minLength: 1, maxLength: 40 }),
    shortName: Type.String({ minLength: 1, maxLength: 20 }),
    address: Type.String({ minLength: 1, maxLength: 100 }),
    district: Type.String({ maxLength: 20 }),
    phone: Type.String({ maxLength: 30 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    lng: Type.Number({ minimum: -180, maximum: 180 }),
    area: Nullable(Corners),
    radiusM: Type.Integer({ minimum: 100, maximum: 50_000 }),
    dailyCapacity: Nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
    prepareMinutes: Type.Integer({ minimum: 0, maximum: 1_440 }),
    profile: Nullable(Uuid<ProfileId>()),
    delivers: Type.Boolean(),
    deliveryBands: Type.Array(Band, { maxItems: 10 }),
    notice: Type.String({ maxLength: 200 }),
  }),
  { additionalProperties: false, minProperties: 1 },
);

export const outletChangeRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(hoursRoutes(house, 'outlets.hours'));
    app.patch(
      '/outlets/:id',
      {
        config: { permission: 'outlets.write' },
        schema: {
          tags: ['outlets'],
          summary: 'Change details, service area, delivery, capacity.',
          params: Body({ id: Uuid<OutletId>() }),
          body: Change,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { deliveryBands, ...rest } = request.body;
        const bands = deliveryBands as DeliveryBand[] | undefined;
        const change = bands === undefined ? rest : { ...rest, deliveryBands: bands };
        const deed = deedOf(request, 'outlets.write');
        await changeOutlet(house.db, { ...deed, outlet: request.params.id, change });
        return reply.code(204).send(null);
      },
    );
  };
