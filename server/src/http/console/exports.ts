/** Lists as files that are safe to open. Each export is written into the audit trail. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId, OutletId, ProductId, SkuId } from '../../kernel/id.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { audit } from '../../platform/audit.ts';
import { findOrders, type OrdersSort } from '../../views/console-orders.ts';
import { findProducts } from '../../views/goods.ts';
import { findStock } from '../../views/stock.ts';
import { allOf, clock, sendCsv, tableOf, yuan, type Columns } from '../csv-answer.ts';
import { Query, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';
import { FILTERS, wishOf } from './order-list.ts';
import { orderWords, type Language } from './order-words.ts';

const tags = ['exports'];
const csv = { tags, produces: ['text/csv'] };
const PAGE = 1_000;

export const exportRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    async function send<Row>(
      { request, reply }: { request: FastifyRequest; reply: FastifyReply },
      what: string,
      rows: readonly Row[],
      columns: Columns<Row>,
    ) {
      await db.transaction(request.merchant, async (tx) =>
        audit(tx, actorOf(request), {
          verb: 'exports.taken',
          object: { kind: 'export', id: what },
          facts: { rows: rows.length },
        }),
      );
      return sendCsv(reply, `${what}.csv`, tableOf(rows, columns));
    }

    app.get(
      '/exports/orders.csv',
      {
        config: { permission: 'orders.read' },
        schema: {
          ...csv,
          summary: 'Orders within reach, filtered and sorted as the list is',
          querystring: Query({ ...FILTERS, language: Type.Enum(['zh', 'en'], { default: 'zh' }) }),
        },
      },
      async (request, reply) => {
        const { sort, language, ...q } = request.query;
        const wish = { ...wishOf(request, q), count: PAGE };
        const rows = await allOf((after) =>
          db.reading(request.merchant, (reader) =>
            findOrders(reader, { ...wish, after }, sort as OrdersSort),
          ),
        );
        return send({ request, reply }, 'orders', rows, orderColumns(language as Language));
      },
    );

    app.get(
      '/exports/products.csv',
      {
        config: { permission: 'goods.read' },
        schema: { ...csv, summary: 'All products, in the shape in which they are imported' },
      },
      async (request, reply) => {
        const costs = chain.reachOf(staffOf(request), 'statements.read').length > 0;
        const shelf = await db.reading(request.merchant, async (reader) => {
          const { root } = await chain.directory(reader);
          const hqId: NodeId = root.id;
          return catalog.shelfOf(reader, { outletId: hqId, profileId: null, dealerIds: [], hqId });
        });
        const filter = { q: '', category: null, role: null, retired: false, count: PAGE };
        const products = await allOf(async (after) => {
          const at = { ...filter, after: after as ProductId | null };
          const items = await db.reading(request.merchant, (reader) => findProducts(reader, at));
          return { items, next: items.length < PAGE ? null : items.at(-1)!.id };
        });
        const rows = products.flatMap((product) => product.skus.map((sku) => ({ product, sku })));
        return send({ request, reply }, 'products', rows, {
          商品编号: ({ product }) => product.externalId,
          商品名称: ({ product }) => product.title,
          英文名: ({ product }) => product.titleEn,
          分类: ({ product }) => product.categoryName,
          角色: ({ product }) => product.role,
          规格: ({ sku }) => sku.spec,
          条码: ({ sku }) => sku.barcode,
          售价: ({ sku }) => yuan(shelf.get(sku.id)?.priceFen ?? null),
          成本: ({ sku }) => (costs ? yuan(sku.costFen) : ''),
          产地: ({ product }) => product.origin,
          货架: ({ product }) => product.shelf,
        });
      },
    );

    app.get(
      '/exports/stock.csv',
      {
        config: { permission: 'stock.read' },
        schema: {
          ...csv,
          summary: 'Stock of the outlets within reach, in the shape of a count',
          querystring: Query({ outlet: Type.Optional(Uuid<OutletId>()) }),
        },
      },
      async (request, reply) => {
        const filter = {
          branches: reach(request, 'stock.read'),
          outlet: request.query.outlet ?? null,
          q: '',
          low: false,
          count: PAGE,
        };
        const rows = await allOf(async (after) => {
          const [afterOutlet = null, afterSku = null] = (after?.split(' ') ?? []) as [
            OutletId?,
            SkuId?,
          ];
          const items = await db.reading(request.merchant, (reader) =>
            findStock(reader, { ...filter, afterOutlet, afterSku }),
          );
          const last = items.length < PAGE ? undefined : items.at(-1);
          return { items, next: last === undefined ? null : `${last.outletId} ${last.skuId}` };
        });
        return send({ request, reply }, 'stock', rows, {
          门店: (row) => row.outletName,
          条码: (row) => row.barcode,
          商品: (row) => row.title,
          规格: (row) => row.spec,
          数量: (row) => row.onHand,
          已留: (row) => row.held,
          预警: (row) => row.lowAt,
        });
      },
    );
  };

type OrderRow = Awaited<ReturnType<typeof findOrders>>['items'][number];
function orderColumns(language: Language): Columns<OrderRow> {
  const { head, ...words } = orderWords(language);
  return {
    [head('number')]: (row) => row.number,
    [head('state')]: (row) => words.state(row.state),
    [head('parked')]: (row) => (row.parkedAt === null ? '' : words.yes),
    [head('placedAt')]: (row) => clock(row.placedAt),
    [head('member')]: (row) => row.memberName,
    [head('phone')]: (row) => row.phoneMasked,
    [head('goods')]: (row) => row.titles,
    [head('pieces')]: (row) => row.pieces,
    [head('way')]: (row) => words.way(row.way),
    [head('outlet')]: (row) => row.outletName,
    [head('fulfils')]: (row) => row.fulfillingName,
    [head('saleKind')]: (row) => words.saleKind(row.saleKind),
    [head('gain')]: (row) => words.gain(row.isTime, row.isSpace),
    [head('payable')]: (row) => yuan(row.payableFen),
    [head('refunded')]: (row) => yuan(row.refundedFen),
  };
}
