/** A member's address book. The number of a receiver comes in and never goes out whole. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { changeAddress, removeAddress } from '../../flows/tell-of-oneself.ts';
import type { House } from '../../house.ts';
import type { ComplexId, Id } from '../../kernel/id.ts';
import * as members from '../../modules/members/members.ts';
import { signedIn } from '../member-session.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';
import { Phone } from './session.ts';

const place = {
  district: Type.String({ maxLength: 40 }),
  complexId: Nullable(Uuid<ComplexId>()),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lng: Type.Number({ minimum: -180, maximum: 180 }),
  isDefault: Type.Boolean(),
};
const AddressOut = Type.Object({
  id: Uuid(),
  name: Type.String(),
  phoneMasked: Type.String(),
  detail: Type.String(),
  ...place,
});
const AddressIn = Body({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  phone: Type.Optional(Phone),
  detail: Type.String({ minLength: 1, maxLength: 120 }),
  ...place,
});
const One = Body({ id: Uuid<Id<'address'>>() });

export const addressRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/addresses',
      {
        schema: {
          tags: ['me'],
          summary: 'My addresses, the default first',
          response: { 200: Type.Object({ items: Type.Array(AddressOut) }), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const items = await house.db.reading(request.merchant, (reader) =>
          members.addressesOf(reader, house.vault, member),
        );
        return {
          items: items.map(({ phone, complex, ...rest }) => ({
            ...rest,
            complexId: complex,
            phoneMasked: members.maskPhone(phone),
          })),
        };
      },
    );

    app.put(
      '/addresses/:id',
      {
        schema: {
          tags: ['me'],
          summary: 'Add or change an address; without a phone the one that stands is kept',
          params: One,
          body: AddressIn,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { id } = request.params;
        const { merchant, body } = request;
        const { complexId, phone = null, ...rest } = body;
        const address = { id, ...rest, complex: complexId, phone };
        await changeAddress(house, { merchant, member, address });
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/addresses/:id',
      {
        schema: {
          tags: ['me'],
          summary: 'Remove an address',
          params: One,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { id } = request.params;
        await removeAddress(house.db, { merchant: request.merchant, member, id });
        return reply.code(204).send(null);
      },
    );
  };
