/** The organisation tree: reading, adding a dealer, renaming, moving. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { addDealer, moveNode, renameNode } from '../../flows/change-tree.ts';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findMoves, findTree } from '../../views/organisation-tree.ts';
import { Body, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { deedOf, reach } from '../staff-session.ts';

const tags = ['organisation'];
const Name = Type.String({ minLength: 1, maxLength: 40 });
const Tree = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Uuid<NodeId>(),
      parentId: Nullable(Uuid<NodeId>()),
      kind: Type.Enum(['hq', 'dealer', 'outlet']),
      name: Type.String(),
      depth: Type.Integer(),
      outletKind: Nullable(Type.String()),
      pausedAt: Nullable(Instant),
      outlets: Type.Integer(),
      staff: Type.Integer(),
      moves: Type.Integer(),
    }),
  ),
});
const Moves = Type.Object({
  items: Type.Array(
    Type.Object({
      at: Instant,
      fromName: Type.String(),
      toName: Type.String(),
      why: Type.String(),
      actorName: Nullable(Type.String()),
    }),
  ),
});
const Node = Body({ id: Uuid<NodeId>() });

export const organisationRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = { permission: 'outlets.read' };
    const write = { permission: 'organisation.write' };
    const done = { 204: Type.Null(), ...problems };

    app.get(
      '/organisation',
      {
        config: read,
        schema: {
          tags,
          summary: 'The branches that one may see, parents first.',
          response: { 200: Tree, ...problems },
        },
      },
      async (request) => {
        const branches = reach(request, 'outlets.read');
        return { nodes: await db.reading(request.merchant, (r) => findTree(r, branches)) };
      },
    );
    app.get(
      '/organisation/:id/moves',
      {
        config: read,
        schema: {
          tags,
          summary: 'Where a node stood before.',
          params: Node,
          response: { 200: Moves, ...problems },
        },
      },
      async (request) =>
        db.reading(request.merchant, async (reader) => {
          const standing = await chain.directory(reader);
          const { id } = chain.nodeWithin(
            standing,
            request.params.id,
            reach(request, 'outlets.read'),
          );
          return { items: await findMoves(reader, id) };
        }),
    );
    app.post(
      '/organisation/dealers',
      {
        config: write,
        schema: {
          tags,
          summary: 'Add a dealer.',
          body: Body({ id: Uuid<NodeId>(), parent: Uuid<NodeId>(), name: Name }),
          response: { 201: Type.Object({ id: Uuid<NodeId>() }), ...problems },
        },
      },
      async (request, reply) => {
        await addDealer(db, { ...deedOf(request, 'organisation.write'), ...request.body });
        return reply.code(201).send({ id: request.body.id });
      },
    );
    app.patch(
      '/organisation/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Rename a node.',
          params: Node,
          body: Body({ name: Name }),
          response: done,
        },
      },
      async (request, reply) => {
        const wish = { ...request.params, ...request.body };
        await renameNode(db, { ...deedOf(request, 'organisation.write'), ...wish });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/organisation/:id/move',
      {
        config: write,
        schema: {
          tags,
          summary: 'Move a node with all below it. Orders keep the dealer they froze.',
          params: Node,
          body: Body({
            to: Uuid<NodeId>(),
            why: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          response: done,
        },
      },
      async (request, reply) => {
        const wish = { node: request.params.id, ...request.body };
        await moveNode(db, { ...deedOf(request, 'organisation.write'), ...wish });
        return reply.code(204).send(null);
      },
    );
  };
