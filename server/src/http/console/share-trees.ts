/** Share trees of one's branch: the list of first shares, and one tree whole. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { House } from '../../house.ts';
import type { LinkCode, NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { addDays, dayOf, instantAt, type Day } from '../../kernel/time.ts';
import { findShareRoots, ROOT_SORTS, findShareTree } from '../../views/console-share-trees.ts';
import {
  Day as DayOf,
  Fen,
  Instant,
  Nullable,
  page,
  PageOf,
  problems,
  Query,
  Uuid,
} from '../schema.ts';
import { reach } from '../staff-session.ts';

const Link = {
  code: Type.String(),
  sharerKind: Type.String(),
  sharerName: Type.String(),
  channel: Type.String(),
  madeAt: Instant,
  visits: Type.Integer(),
  orders: Type.Integer(),
  salesFen: Fen,
};
const Root = Type.Object({
  ...Link,
  targetName: Type.String(),
  groupName: Nullable(Type.String()),
  links: Type.Integer(),
  deepest: Type.Integer(),
});
const Tree = Type.Object({
  root: Type.Object({
    code: Type.String(),
    targetName: Type.String(),
    groupName: Nullable(Type.String()),
    madeAt: Instant,
  }),
  links: Type.Array(
    Type.Object({
      ...Link,
      parentCode: Nullable(Type.String()),
      sharerId: Type.String(),
      depth: Type.Integer(),
      visitors: Type.Integer(),
      signUps: Type.Integer(),
      nightFen: Fen,
      earnedFen: Fen,
    }),
  ),
  visitors: Type.Array(
    Type.Object({
      linkCode: Type.String(),
      memberId: Type.String(),
      name: Type.String(),
      firstAt: Instant,
      signedUp: Type.Boolean(),
      salesFen: Fen,
    }),
  ),
});

/** Who does not show her name to others is one family name and stars. */
const masked = (name: string) => (name === '' ? '' : `${[...name][0]}**`);

export const ROOT_FILTERS = {
  node: Type.Optional(Uuid<NodeId>()),
  text: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(DayOf),
  to: Type.Optional(DayOf),
  sort: Type.Enum([...ROOT_SORTS], { default: '-sales' }),
};
type Asked = Static<ReturnType<typeof Query<typeof ROOT_FILTERS>>>;
/** Thirty days up to today, unless told. */
export function rootsWishOf({ node, text, sort, ...q }: Asked, { clock }: House) {
  const to = (q.to ?? dayOf(instantAt(clock.now()))) as Day;
  const from = (q.from ?? addDays(to, -29)) as Day;
  return { node: node ?? null, text: text ?? null, sort, from, to };
}

export const shareTrees = (house: House) => async (plain: FastifyInstance) => {
  const app = plain.withTypeProvider<TypeBoxTypeProvider>();
  const config = { permission: 'sharing.read' };

  app.get(
    '/share-roots',
    {
      config,
      schema: {
        tags: ['Sharing'],
        summary: 'First shares of a span of days; unless told, those that sold most come first',
        querystring: Query({ ...page, ...ROOT_FILTERS }),
        response: { 200: PageOf(Root), ...problems },
      },
    },
    async (request) => {
      const { after = null, count, ...q } = request.query;
      const near = reach(request, 'sharing.read');
      const wish = { ...rootsWishOf(q, house), reach: near, after, count };
      return house.db.reading(request.merchant, (reader) => findShareRoots(reader, wish));
    },
  );

  app.get(
    '/share-tree/:code',
    {
      config,
      schema: {
        tags: ['Sharing'],
        summary: 'The whole tree that a link belongs to, with who came and what became of it',
        params: Type.Object({ code: Type.String({ pattern: '^[0-9a-z]{13}$' }) }),
        response: { 200: Tree, ...problems },
      },
    },
    async (request) => {
      const nodes = reach(request, 'sharing.read');
      const code = request.params.code as LinkCode;
      const found = await house.db.reading(request.merchant, (reader) =>
        findShareTree(reader, nodes, code),
      );
      if (found === null) throw new Refusal('not_found', 'sharing.no_such_link');
      const visitors = found.visitors.map(({ showsName, ...each }) => ({
        ...each,
        name: showsName ? each.name : masked(each.name),
      }));
      return { ...found, visitors };
    },
  );
};
