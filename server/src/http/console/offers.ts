/** Thousand stores, thousand faces: what a scope does differently, and whether it may. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { changeHomePage, publishOffers } from '../../flows/publish-offers.ts';
import { scopePath } from '../../flows/steps/scope-path.ts';
import type { House } from '../../house.ts';
import type { NodeId, SkuId } from '../../kernel/id.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { fold } from '../../platform/chinese.ts';
import {
  countOverrides,
  findAssortment,
  findOfferHistory,
  findProfileName,
} from '../../views/goods.ts';
import { Body, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { deedOf, reach } from '../staff-session.ts';
import {
  AssortmentRow,
  assortmentRow,
  Blocks,
  Change,
  changeOf,
  HistoryRow,
  ScopeStep,
} from './offer-rows.ts';

const tags = ['offers'];
const READ = { permission: 'goods.read' } as const;
const WRITE = { permission: 'offers.write' } as const;
const scope = Uuid<NodeId>();

export const offerRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/assortment',
      {
        config: READ,
        schema: {
          tags,
          summary: 'What a scope changes, beside what it would inherit; or all goods',
          querystring: Query({
            ...page,
            after: Type.Optional(Uuid<SkuId>()),
            scope,
            q: Type.String({ maxLength: 60, default: '' }),
            all: Type.Boolean({ default: false }),
          }),
          response: {
            200: Type.Intersect([
              Type.Object({ line: Type.Array(ScopeStep), skus: Type.Integer() }),
              PageOf(AssortmentRow),
            ]),
            ...problems,
          },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { scope: own, q, all, after = null, count } = request.query;
          const directory = await chain.directory(reader);
          const { above } = scopePath(directory, own, reach(request, 'goods.read'));
          const scopes = [own, ...above];
          const [range, counts] = await Promise.all([
            catalog.rangeOf(reader),
            countOverrides(reader, scopes),
          ]);
          const filter = { scopes, own, all, q: fold(q), after, count: count + 1 };
          const rows = await findAssortment(reader, filter);
          const line = await Promise.all(
            scopes.toReversed().map(async (id) => {
              const node = directory.nodes.get(id as NodeId);
              const kind = node?.kind ?? ('profile' as const);
              const name = node?.name ?? (await findProfileName(reader, id)) ?? '';
              return { id, kind, name, overrides: counts.get(id) ?? 0 };
            }),
          );
          const items = rows.slice(0, count).map((row) => assortmentRow(row, scopes));
          const next = rows.length > count ? items.at(-1)!.skuId : null;
          return { line, skus: range.articles.size, items, next };
        }),
    );

    app.post(
      '/offers',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Publish what is lawful; what is not comes back with the way out',
          body: Body({
            scopeId: scope,
            changes: Type.Array(Change, { minItems: 1, maxItems: 500 }),
          }),
          response: {
            200: Type.Object({
              published: Type.Integer(),
              refused: Type.Array(
                Type.Object({
                  skuId: Uuid(),
                  code: Type.String(),
                  facts: Type.Record(Type.String(), Type.Any()),
                }),
              ),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { scopeId, changes } = request.body;
        const deed = { ...deedOf(request, 'offers.write'), scope: scopeId };
        const edits = changes.map((each) => {
          return { sku: each.skuId, change: changeOf(each), why: each.why };
        });
        const { published, refused } = await publishOffers(db, deed, edits);
        return {
          published,
          refused: refused.map(({ edit, refusal }) => {
            return { skuId: edit.sku, code: refusal.code, facts: refusal.facts };
          }),
        };
      },
    );

    app.get(
      '/offers/history',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Who changed what of a scope, newest first',
          querystring: Query({
            ...page,
            after: Type.Optional(Uuid()),
            scope,
            sku: Type.Optional(Uuid<SkuId>()),
          }),
          response: { 200: PageOf(HistoryRow), ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { scope: own, sku = null, after = null, count } = request.query;
          scopePath(await chain.directory(reader), own, reach(request, 'goods.read'));
          const rows = await findOfferHistory(reader, [own], sku, after, count + 1);
          const items = rows.slice(0, count);
          return { items, next: rows.length > count ? items.at(-1)!.id : null };
        }),
    );

    app.get(
      '/home-page',
      {
        config: READ,
        schema: {
          tags,
          summary: 'First page of a scope: its own blocks, or null while it inherits',
          querystring: Query({ scope }),
          response: { 200: Type.Object({ blocks: Nullable(Blocks) }), ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const own = request.query.scope;
          scopePath(await chain.directory(reader), own, reach(request, 'goods.read'));
          return { blocks: (await catalog.homePageOf(reader, own)) as never };
        }),
    );
    app.put(
      '/home-page',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Set the blocks of a scope’s first page; null inherits again',
          body: Body({ scopeId: scope, blocks: Nullable(Blocks) }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { scopeId, blocks } = request.body;
        const deed = { ...deedOf(request, 'offers.write'), scope: scopeId };
        await changeHomePage(db, deed, blocks as readonly catalog.Block[] | null);
        return reply.code(204).send(null);
      },
    );
  };
