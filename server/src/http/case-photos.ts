/** Pictures of a case: sent by its member, seen by her and by staff who may see the case. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { addPhoto, seePhoto } from '../flows/case-photos.ts';
import type { House } from '../house.ts';
import type { CaseId, Id, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { signedIn } from './member-session.ts';
import { problems, Query, Uuid } from './schema.ts';
import { reach } from './staff-session.ts';

const MOST_BYTES = 8_388_608;
const Size = Query({ size: Type.Enum(['large', 'small'], { default: 'large' }) });
const Jpeg = {
  200: Type.Unsafe<unknown>(Type.String({ description: 'A JPEG, drawn anew' })),
  ...problems,
};
const send = (reply: FastifyReply, bytes: Buffer): FastifyReply =>
  reply
    .type('image/jpeg')
    .header('cache-control', 'private, max-age=86400')
    .header('content-disposition', 'inline; filename="photo.jpg"')
    .send(bytes);

async function pictureIn(request: FastifyRequest): Promise<Buffer> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: MOST_BYTES } })
    : undefined;
  if (part === undefined) throw new Refusal('invalid', 'orders.photo_not_a_picture');
  const bytes = await part.toBuffer().catch(() => null);
  if (bytes === null) throw new Refusal('invalid', 'orders.photo_too_large', { most: 8 });
  return bytes;
}

export const memberPhotoRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/orders/:id/photos/:photo',
      {
        schema: {
          tags: ['shop'],
          summary: 'A picture of what is wrong (multipart, one part `file`)',
          consumes: ['multipart/form-data'],
          params: Type.Object({ id: Uuid<OrderId>(), photo: Uuid<Id<'photo'>>() }),
          response: {
            200: Type.Object({ id: Uuid(), width: Type.Integer(), height: Type.Integer() }),
            ...problems,
          },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { id: order, photo: id } = request.params;
        const read = () => pictureIn(request);
        return addPhoto(house, { merchant: request.merchant, member, order, id, read });
      },
    );
    app.get(
      '/orders/:id/photos/:photo',
      {
        schema: {
          tags: ['shop'],
          summary: 'My picture',
          params: Type.Object({ id: Uuid<OrderId>(), photo: Uuid<Id<'photo'>>() }),
          querystring: Size,
          response: Jpeg,
        },
      },
      async (request, reply) => {
        const { merchant, params, query } = request;
        const eyes = { member: signedIn(request), order: params.id };
        const { size } = query;
        return send(reply, await seePhoto(house, merchant, { id: params.photo, size, eyes }));
      },
    );
  };

export const staffPhotoRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/aftersales/:id/photos/:photo',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'A picture that belongs to the case',
          params: Type.Object({ id: Uuid<CaseId>(), photo: Uuid<Id<'photo'>>() }),
          querystring: Size,
          response: Jpeg,
        },
      },
      async (request, reply) => {
        const { merchant, params, query } = request;
        const eyes = { reach: reach(request, 'orders.refund'), case: params.id };
        const { size } = query;
        return send(reply, await seePhoto(house, merchant, { id: params.photo, size, eyes }));
      },
    );
  };
