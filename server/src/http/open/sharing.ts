/** Share links of the branch with what came through each. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { Instant as At } from '../../kernel/time.ts';
import { findOpenLinks } from '../../views/open-people.ts';
import { Instant, momentCursor, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { branchOf } from '../key-session.ts';

const LinkView = Type.Object({
  code: Type.String({ examples: ['7zk3m9q2w4x8b'] }),
  sharerKind: Type.Enum(['staff', 'member']),
  sharerId: Uuid(),
  outletId: Uuid(),
  targetKind: Type.Enum(['product', 'shop', 'outlet']),
  targetId: Uuid(),
  parentCode: Nullable(Type.String()),
  depth: Type.Integer(),
  channel: Type.String(),
  madeAt: Instant,
  visits: Type.Integer(),
  members: Type.Integer({ description: 'Different members among the visits.' }),
});

export const sharingRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/links',
      {
        config: { scope: 'sharing.read' },
        schema: {
          tags: ['sharing'],
          summary: 'Share links, oldest first, with their visits',
          querystring: Query({
            ...page,
            after: momentCursor('[0-9a-z]{13}'),
            since: Type.Optional(Type.Unsafe<At>(Type.String({ format: 'date-time' }))),
          }),
          response: { 200: PageOf(LinkView), ...problems },
        },
      },
      (request) => {
        const { after = null, since = null, count } = request.query;
        const wish = { branches: branchOf(request), after, since, count };
        return db.reading(request.merchant, (r) => findOpenLinks(r, wish)) as never;
      },
    );
  };
