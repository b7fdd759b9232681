/** Members of one's branch, and the after-sales cases that wait. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { MemberId, NodeId, OrderId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findAftersales } from '../../views/console-aftersales.ts';
import { findMember } from '../../views/console-member.ts';
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
const CaseRow = Type.Object({
  id: Type.String(),
  orderId: Uuid<OrderId>(),
  number: Type.String(),
  memberName: Type.String(),
  outletName: Type.String(),
  kind: Type.String(),
  reason: Type.String(),
  words: Type.String(),
  state: Type.String(),
  lines: Type.Array(Type.Record(Type.String(), Type.Any())),
  askedAt: Instant,
  decisionWords: Type.String(),
  goods: Type.Array(Type.Record(Type.String(), Type.Any())),
});
const rows = Type.Array(Type.Record(Type.String(), Type.Any()));
const OneMember = Type.Object({
  id: Type.String(),
  name: Type.String(),
  madeAt: Instant,
  lastSeenAt: Nullable(Instant),
  entry: Type.String(),
  complexName: Type.String(),
  phoneMasked: Type.String(),
  orders: Type.Integer(),
  paidFen: Fen,
  brought: Type.Integer(),
  broughtFen: Fen,
  periods: rows,
  events: rows,
  notes: rows,
  consents: rows,
  links: rows,
});
const Node = Type.Optional(Uuid<NodeId>());
const STATES = ['asked', 'accepted', 'rejected', 'withdrawn'];

export const peopleLists = (house: House) => async (plain: FastifyInstance) => {
  const app = plain.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/member-list',
    {
      config: { permission: 'members.read' },
      schema: {
        tags: ['Members'],
        summary: 'Members whose home outlet is in one’s branch',
        querystring: Query({
          ...page,
          node: Node,
          outlet: Node,
          text: Type.Optional(Type.String({ maxLength: 60 })),
          sort: Type.Enum(MEMBER_SORTS, { default: '-madeAt' }),
        }),
        response: { 200: PageOf(MemberRow), ...problems },
      },
    },
    async (request) => {
      const { node, outlet, text, after, count, sort } = request.query;
      const wish = {
        reach: reach(request, 'members.read'),
        node: node ?? null,
        outlet: outlet ?? null,
        text: text ?? null,
        after: after ?? null,
        count,
      };
      return house.db.reading(request.merchant, (reader) =>
        findMembers(reader, wish, sort as MembersSort),
      );
    },
  );

  app.get(
    '/member-page/:id',
    {
      config: { permission: 'members.read' },
      schema: {
        tags: ['Members'],
        summary: 'One member: belonging with its events, purchases, shares, notes, consents',
        params: Type.Object({ id: Uuid<MemberId>() }),
        response: { 200: OneMember, ...problems },
      },
    },
    async (request) => {
      const nodes = reach(request, 'members.read');
      const found = await house.db.reading(request.merchant, (reader) =>
        findMember(reader, nodes, request.params.id),
      );
      if (found === null) throw new Refusal('not_found', 'members.no_such_member');
      return found;
    },
  );

  app.get(
    '/aftersales-queue',
    {
      config: { permission: 'orders.refund' },
      schema: {
        tags: ['Orders'],
        summary: 'After-sales cases, those that wait first',
        querystring: Query({ ...page, node: Node, state: Type.Optional(Type.Enum(STATES)) }),
        response: { 200: PageOf(CaseRow), ...problems },
      },
    },
    async (request) => {
      const { node, state, after, count } = request.query;
      const wish = {
        reach: reach(request, 'orders.refund'),
        node: node ?? null,
        state: state ?? null,
        after: after ?? null,
        count,
      };
      return house.db.reading(request.merchant, (reader) => findAftersales(reader, wish));
    },
  );
};
