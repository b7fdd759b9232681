/** Goods, stock and orders as files; what an import takes leaves in the shape of that import. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../../house.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { fold } from '../../platform/chinese.ts';
import { findOrders, type OrdersSort } from '../../views/console-orders.ts';
import { findProducts, type ProductSort } from '../../views/goods.ts';
import { findPromotions } from '../../views/promotions.ts';
import { findMovements, findStock, type StockSort } from '../../views/stock.ts';
import { clock, yuan, type Columns } from '../csv-answer.ts';
import { staffOf } from '../staff-session.ts';
import { MOVEMENT_FILTERS, seesCosts, STOCK_FILTERS } from '../stock-lists.ts';
import { billFiles } from './exports-bills.ts';
import { moneyFiles } from './exports-money.ts';
import { slipFile } from './exports-slips.ts';
import { peopleFiles } from './exports-people.ts';
import { fileWords } from './file-words.ts';
import { PRODUCT_FILTERS, rangeWishOf } from './goods.ts';
import { listFile } from './list-file.ts';
import { FILTERS, wishOf } from './order-list.ts';
import { orderWords, type Language } from './order-words.ts';

const orders = listFile({
  what: 'orders',
  permission: 'orders.read',
  personal: true,
  summary: 'Orders within reach, filtered and sorted as the list is',
  filters: FILTERS,
  open: async (_, { query: { sort, ...q }, language, request }) => {
    const wish = wishOf(request, q);
    return {
      columns: orderColumns(language),
      page: (reader, at) => findOrders(reader, { ...wish, ...at }, sort as OrdersSort),
    };
  },
});

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

type Product = Awaited<ReturnType<typeof findProducts>>['items'][number];
type Variant = { readonly product: Product; readonly sku: Product['skus'][number] };
const products = listFile({
  what: 'products',
  permission: 'goods.read',
  summary: 'Products, a variant a row, in the shape in which they are imported',
  filters: PRODUCT_FILTERS,
  open: async (reader, { query: { sort = null, ...q }, language, request }) => {
    const { head } = fileWords(language);
    const costs = seesCosts(staffOf(request));
    const { root } = await chain.directory(reader);
    const path = { outletId: root.id, profileId: null, dealerIds: [], hqId: root.id };
    const shelf = await catalog.shelfOf(reader, path);
    const wish = rangeWishOf(q);
    const columns: Columns<Variant> = {
      [head('externalId')]: ({ product }) => product.externalId,
      [head('product')]: ({ product }) => product.title,
      [head('englishName')]: ({ product }) => product.titleEn,
      [head('category')]: ({ product }) => product.categoryName,
      [head('role')]: ({ product }) => product.role,
      [head('spec')]: ({ sku }) => sku.spec,
      [head('barcode')]: ({ sku }) => sku.barcode,
      [head('price')]: ({ sku }) => yuan(shelf.get(sku.id)?.priceFen ?? null),
      [head('cost')]: ({ sku }) => (costs ? yuan(sku.costFen) : ''),
      [head('origin')]: ({ product }) => product.origin,
      [head('shelf')]: ({ product }) => product.shelf,
    };
    return {
      columns,
      page: async (now, at) => {
        const found = await findProducts(now, { ...wish, ...at }, sort as ProductSort | null);
        const items = found.items.flatMap((product) =>
          product.skus.map((sku) => ({ product, sku })),
        );
        return { items, next: found.next };
      },
    };
  },
});

type StockRow = Awaited<ReturnType<typeof findStock>>['items'][number];
const stock = listFile({
  what: 'stock',
  permission: 'stock.read',
  summary: 'Stock of the outlets within reach, in the shape of a count',
  filters: STOCK_FILTERS,
  open: async (_, { query: { sort = null, outlet = null, q, low }, language, reach }) => {
    const { head } = fileWords(language);
    const wish = { branches: reach, outlet, q: fold(q), low };
    const columns: Columns<StockRow> = {
      [head('outlet')]: (row) => row.outletName,
      [head('barcode')]: (row) => row.barcode,
      [head('goods')]: (row) => row.title,
      [head('spec')]: (row) => row.spec,
      [head('quantity')]: (row) => row.onHand,
      [head('held')]: (row) => row.held,
      [head('lowAt')]: (row) => row.lowAt,
    };
    return {
      columns,
      page: (reader, at) => findStock(reader, { ...wish, ...at }, sort as StockSort | null),
    };
  },
});

type Movement = Awaited<ReturnType<typeof findMovements>>['items'][number];
const movements = listFile({
  what: 'stock-movements',
  permission: 'stock.read',
  summary: 'Every change of the book within reach, newest first',
  filters: MOVEMENT_FILTERS,
  open: async (_, { query: { outlet = null, sku = null }, language, reach }) => {
    const { head, move, loss } = fileWords(language);
    const columns: Columns<Movement> = {
      [head('at')]: (row) => clock(row.at),
      [head('kind')]: (row) => move(row.kind),
      [head('outlet')]: (row) => row.outletName,
      [head('goods')]: (row) => row.title,
      [head('spec')]: (row) => row.spec,
      [head('delta')]: (row) => row.delta,
      [head('reason')]: (row) => loss(row.reason),
      [head('actor')]: (row) => row.actorName,
    };
    const wish = { branches: reach, outlet, sku };
    return { columns, page: (reader, at) => findMovements(reader, { ...wish, ...at }) };
  },
});

type Promotion = Awaited<ReturnType<typeof findPromotions>>['items'][number];
const promotions = listFile({
  what: 'promotions',
  permission: 'goods.read',
  summary: 'Promotions that hold for the branches you see, newest first',
  filters: {},
  open: async (_, { language, reach }) => {
    const words = fileWords(language);
    const { head } = words;
    const columns: Columns<Promotion> = {
      [head('promotion')]: (row) => row.name,
      [head('over')]: (row) => yuan(row.thresholdFen),
      [head('off')]: (row) => yuan(row.offFen),
      [head('outlet')]: (row) => row.nodeName,
      [head('bearer')]: (row) => words.bearer(row.costOwner),
      [head('state')]: (row) => words.promotion(row.state),
      [head('from')]: (row) => clock(row.startsAt),
      [head('until')]: (row) => clock(row.stoppedAt ?? row.endsAt),
      [head('actor')]: (row) => row.madeByName,
    };
    return {
      columns,
      page: (reader, { after, count }) => findPromotions(reader, reach, after as never, count),
    };
  },
});

const FILES = [
  orders,
  products,
  stock,
  movements,
  promotions,
  ...peopleFiles,
  ...moneyFiles,
  ...billFiles,
  slipFile,
];

export const exportRoutes =
  (house: House) =>
  async (app: FastifyInstance): Promise<void> => {
    for (const file of FILES) await app.register(file(house));
  };
