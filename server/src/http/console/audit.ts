/** The audit log. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import type { House } from '../../house.ts';
import { instantAt, type Instant as InstantText } from '../../kernel/time.ts';
import type { Id } from '../../kernel/id.ts';
import { findAudit } from '../../views/audit-log.ts';
import { Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';

const Row = Type.Object({
  id: Uuid<Id<string>>(),
  actorKind: Type.Enum(['staff', 'member', 'key', 'system']),
  actorId: Nullable(Uuid<Id<string>>()),
  actorName: Nullable(Type.String()),
  verb: Type.String(),
  objectKind: Type.String(),
  objectId: Type.String(),
  facts: Type.Unknown(),
  requestId: Nullable(Type.String()),
  at: Instant,
});
export const AUDIT_FILTERS = {
  actor: Type.Optional(Uuid<Id<string>>()),
  verb: Type.Optional(Type.String({ maxLength: 60, examples: ['chain.role_granted'] })),
  objectKind: Type.Optional(Type.String({ maxLength: 40 })),
  objectId: Type.Optional(Type.String({ maxLength: 80 })),
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
};
const Filters = Query({ ...page, after: Type.Optional(Uuid<Id<string>>()), ...AUDIT_FILTERS });

const utc = (text: string | undefined): InstantText | null =>
  text === undefined ? null : instantAt(Date.parse(text));

type Asked = Omit<Static<typeof Filters>, 'after' | 'count'>;
export const auditWishOf = ({ from, to, ...what }: Asked) => ({
  actor: null,
  verb: null,
  objectKind: null,
  objectId: null,
  text: null,
  ...what,
  from: utc(from),
  to: utc(to),
});

export const auditRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { permission: 'audit.read' },
        schema: {
          tags: ['audit'],
          summary: 'Who did what, newest first; a verb may be given by its beginning.',
          querystring: Filters,
          response: { 200: PageOf(Row), ...problems },
        },
      },
      async ({ merchant, query }) => {
        const { after: before = null, count, ...q } = query;
        return db.reading(merchant, (r) => findAudit(r, { ...auditWishOf(q), before, count }));
      },
    );
  };
