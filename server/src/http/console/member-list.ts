/** Members of one’s branch. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { findMembers, MEMBER_SORTS, type MembersSort } from '../../views/console-members.ts';
import { Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const MemberRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  phoneMasked: Type.String(),
  complexName: Type.String(),
  outletName: Nullable(Type.String()),
  guideName: Nullable(Type.String()),
  madeAt: Instant,
  orders: Type.Integer(),
  paidFen: Fen,
  lastOrderAt: Nullable(Instant),
});
const Node = Type.Optional(Uuid<NodeId>());
export const MEMBER_FILTERS = {
  node: Node,
  outlet: Node,
  text: Type.Optional(Type.String({ maxLength: 60 })),
  sort: Type.Enum(MEMBER_SORTS, { default: '-madeAt' }),
};
export const EVERY_MEMBER = { node: null, outlet: null, text: null };

export const memberList = (house: House) => async (plain: FastifyInstance) => {
  const app = plain.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/member-list',
    {
      config: { permission: 'members.read' },
      schema: {
        tags: ['Members'],
        summary: 'Members whose home outlet is in one’s branch',
        querystring: Query({ ...page, ...MEMBER_FILTERS }),
        response: { 200: PageOf(MemberRow), ...problems },
      },
    },
    async (request) => {
      const { after = null, count, sort, ...q } = request.query;
      const wish = { reach: reach(request, 'members.read'), ...EVERY_MEMBER, ...q, after, count };
      return house.db.reading(request.merchant, (reader) =>
        findMembers(reader, wish, sort as MembersSort),
      );
    },
  );
};
