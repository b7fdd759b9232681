/** Lists as files that are safe to open. Each export is written into the audit trail. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId, OutletId, ProductId, SkuId } from '../../kernel/id.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { audit } from '../../platform/audit.ts';
import { csvOf } from '../../platform/csv.ts';
import { findProducts } from '../../views/goods.ts';
import { findStock } from '../../views/stock.ts';
import { Query, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';
import { sendCsv } from './imports.ts';

const tags = ['exports'];
const PAGE = 1_000;
/** attack-71: an export has an end. */
const MOST_ROWS = 100_000;
const yuan = (fen: number | null): string => (fen === null ? '' : (fen / 100).toFixed(2));

export const exportRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const note = (request: FastifyRequest, what: string, rows: number) =>
      db.transaction(request.merchant, async (tx) =>
        audit(tx, actorOf(request), {
          verb: 'exports.taken',
          object: { kind: 'export', id: what },
          facts: { rows },
        }),
      );

    app.get(
      '/exports/products.csv',
      {
        config: { permission: 'goods.read' },
        schema: {
          tags,
          summary: 'All products, in the shape in which they are imported',
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const costs = chain.reachOf(staffOf(request), 'statements.read').length > 0;
        const rows: string[][] = [
          [
            '商品编号',
            '商品名称',
            '英文名',
            '分类',
            '角色',
            '规格',
            '条码',
            '售价',
            '成本',
            '产地',
            '货架',
          ],
        ];
        const shelf = await db.reading(request.merchant, async (reader) => {
          const { root } = await chain.directory(reader);
          const hqId: NodeId = root.id;
          return catalog.shelfOf(reader, { outletId: hqId, profileId: null, dealerIds: [], hqId });
        });
        for (let after: ProductId | null = null; rows.length <= MOST_ROWS; ) {
          const filter: Parameters<typeof findProducts>[1] = {
            q: '',
            category: null,
            role: null,
            retired: false,
            after,
            count: PAGE,
          };
          const found: Awaited<ReturnType<typeof findProducts>> = await db.reading(
            request.merchant,
            (r) => findProducts(r, filter),
          );
          for (const p of found)
            for (const sku of p.skus)
              rows.push([
                p.externalId ?? '',
                p.title,
                p.titleEn,
                p.categoryName,
                p.role,
                sku.spec,
                sku.barcode,
                yuan(shelf.get(sku.id)?.priceFen ?? null),
                costs ? yuan(sku.costFen) : '',
                p.origin,
                p.shelf,
              ]);
          if (found.length < PAGE) break;
          after = found.at(-1)!.id;
        }
        await note(request, 'products', rows.length - 1);
        return sendCsv(reply, 'products.csv', csvOf(rows));
      },
    );

    app.get(
      '/exports/stock.csv',
      {
        config: { permission: 'stock.read' },
        schema: {
          tags,
          summary: 'Stock of the outlets within reach, in the shape of a count',
          querystring: Query({ outlet: Type.Optional(Uuid<OutletId>()) }),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const rows: (string | number)[][] = [
          ['门店', '条码', '商品', '规格', '数量', '已留', '预警'],
        ];
        let at: { afterOutlet: OutletId | null; afterSku: SkuId | null } = {
          afterOutlet: null,
          afterSku: null,
        };
        const filter = {
          branches: reach(request, 'stock.read'),
          outlet: request.query.outlet ?? null,
          q: '',
          low: false,
          count: PAGE,
        };
        while (rows.length <= MOST_ROWS) {
          const found = await db.reading(request.merchant, (r) =>
            findStock(r, { ...filter, ...at }),
          );
          for (const s of found)
            rows.push([s.outletName, s.barcode, s.title, s.spec, s.onHand, s.held, s.lowAt]);
          const last = found.at(-1);
          if (last === undefined || found.length < PAGE) break;
          at = { afterOutlet: last.outletId, afterSku: last.skuId };
        }
        await note(request, 'stock', rows.length - 1);
        return sendCsv(reply, 'stock.csv', csvOf(rows));
      },
    );
  };
