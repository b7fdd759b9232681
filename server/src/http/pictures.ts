/** Drawn pictures: products, faces, shop fronts. Public, cached, and never a script. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../house.ts';
import type { MerchantId, ProductId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import { Lru } from '../platform/lru.ts';
import { avatar, picture, storefront } from '../platform/pictures/pictures.ts';
import { hashOf } from '../platform/secret.ts';
import { Query, Uuid } from './schema.ts';

const DAY_S = 86_400;
const KEPT = 600; // about 3 KB each

export const pictureRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const drawn = new Lru<string, string>(KEPT);
    async function ofProduct(merchant: MerchantId, product: ProductId): Promise<string> {
      const name = await db.reading(merchant, (reader) => catalog.nameOf(reader, product));
      if (name === null) throw new Refusal('not_found', 'catalog.product_unknown', { product });
      const key = `${name.category}\n${name.title}`;
      const known = drawn.get(key) ?? picture(name.title, name.category);
      drawn.set(key, known);
      return known;
    }

    app.get(
      '/product/:id.svg',
      { schema: { hide: true, params: Type.Object({ id: Uuid<ProductId>() }) } },
      async ({ merchant, params, headers }, reply) =>
        send(reply, await ofProduct(merchant, params.id), headers['if-none-match']),
    );
    app.get(
      '/avatar/:seed.svg',
      {
        config: { anyMerchant: true },
        schema: { hide: true, params: Type.Object({ seed: Type.String({ maxLength: 100 }) }) },
      },
      async ({ params, headers }, reply) =>
        send(reply, avatar(params.seed), headers['if-none-match']),
    );
    app.get(
      '/storefront.svg',
      {
        config: { anyMerchant: true },
        schema: {
          hide: true,
          querystring: Query({
            open: Type.Boolean({ default: true }),
            bare: Type.Boolean({ default: false }),
            sign: Type.String({ maxLength: 12, default: '邻里鲜' }),
          }),
        },
      },
      async ({ query, headers }, reply) => send(reply, storefront(query), headers['if-none-match']),
    );
  };

function send(reply: FastifyReply, svg: string, known: string | undefined): FastifyReply {
  const etag = `"${hashOf(svg).slice(0, 16)}"`;
  reply
    .header('etag', etag)
    .header('cache-control', `public, max-age=${DAY_S}, stale-while-revalidate=${7 * DAY_S}`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .header('cross-origin-resource-policy', 'same-origin');
  if (known === etag) return reply.code(304).send();
  return reply.type('image/svg+xml; charset=utf-8').send(svg);
}
