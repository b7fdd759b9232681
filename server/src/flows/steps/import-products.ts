/** Rows of a product file: known goods are changed where the file says something, new ones made. */
import type { CategoryId, NodeId, ProductId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as imports from '../../modules/imports/imports.ts';
import type { Tx } from '../../platform/db.ts';
import { judged, type Chunk, type Judged } from './import-lines.ts';

type Row = imports.ProductRow;
type Known = Awaited<ReturnType<typeof catalog.findKnown>>;

export async function importProducts(
  tx: Tx,
  chunk: Chunk,
  root: NodeId,
): Promise<imports.Outcome[]> {
  const { mapping } = chunk.standing;
  const rows = await judged(
    tx,
    chunk,
    (cells) => imports.productOf(mapping.columns, cells, catalog.isBarcode),
    ({ barcode }) => barcode,
  );
  const wanted = rows.good.map(({ row }) => row);
  const known = await catalog.findKnown(
    tx,
    wanted.map(({ barcode }) => barcode),
    wanted.flatMap(({ externalId }) => externalId ?? []),
  );
  const skuOf = new Map(known.map((each) => [each.barcode, each]));
  const said = await catalog.saidOf(
    tx,
    root,
    rows.good.flatMap(({ row }) => skuOf.get(row.barcode)?.sku ?? []),
  );
  rows.refuse(({ row }) => {
    const sku = skuOf.get(row.barcode);
    const offer = sku?.sku == null ? undefined : said.get(sku.sku);
    if (offer !== undefined && !catalog.isWithin(fen(row.priceFen), catalog.bandOf([offer])))
      return { reason: 'outside_band', facts: { priceFen: row.priceFen } };
    const elsewhere = row.externalId !== null && (sku?.external ?? row.externalId);
    return elsewhere !== false && elsewhere !== row.externalId
      ? { reason: 'barcode_elsewhere', facts: { barcode: row.barcode, number: elsewhere } }
      : null;
  });
  await write(tx, mapping, rows, known, root);
  return rows.outcomes();
}

async function write(
  tx: Tx,
  { columns }: imports.Mapping,
  rows: Judged<Row>,
  known: Known,
  root: NodeId,
): Promise<void> {
  const categoryOf = await categories(tx, rows);
  const skuOf = new Map(known.map((each) => [each.barcode, each]));
  const productOf = new Map<string | null, Known[number]>(
    known.map((each) => [each.external, each]),
  );
  const products = new Map<ProductId, catalog.NewProduct>();
  const skus: catalog.NewSku[] = [];
  const made = new Map<string, ProductId>();
  for (const { row } of rows.good) {
    const sku = skuOf.get(row.barcode);
    const before = sku ?? (row.externalId === null ? undefined : productOf.get(row.externalId));
    const id =
      before?.product ??
      (row.externalId === null ? undefined : made.get(row.externalId)) ??
      tx.newId<'product'>();
    if (row.externalId !== null) made.set(row.externalId, id);
    /** What the file has no column for stays as it is. */
    const kept = <T>(field: string, said: T, standing: T | undefined): T =>
      columns[field] === undefined && standing !== undefined ? standing : said;
    products.set(id, {
      id,
      title: row.title,
      titleEn: kept('titleEn', row.titleEn, before?.titleEn),
      category: categoryOf.get(row.category)!,
      role: kept('role', row.role as catalog.ProductRole, before?.role),
      origin: kept('origin', row.origin, before?.origin),
      story: before?.story ?? '',
      shelf: kept('shelf', row.shelf, before?.shelf),
      externalId: kept('externalId', row.externalId, before?.external),
    });
    skus.push({
      id: sku?.sku ?? tx.newId<'sku'>(),
      product: id,
      spec: row.spec,
      specEn: sku?.specEn ?? '',
      barcode: row.barcode,
      weightG: sku?.weightG ?? 0,
      position: sku?.position ?? 0,
      costFen: fen(row.costFen),
      supplyPriceFen: null,
    });
  }
  if (skus.length === 0) return;
  await catalog.saveProducts(tx, [...products.values()], skus);
  await catalog.publishOffers(
    tx,
    rows.good.map(({ row }, i) => ({
      scope: root,
      above: [],
      sku: skus[i]!.id,
      change: { priceFen: fen(row.priceFen), ...(skuOf.has(row.barcode) ? {} : { listed: true }) },
      actor: null,
      why: 'import',
    })),
  );
}

/** By name; a category that is new in the file is made. */
async function categories(tx: Tx, rows: Judged<Row>): Promise<ReadonlyMap<string, CategoryId>> {
  const standing = await catalog.categoriesOf(tx);
  const found = new Map(standing.map(({ id, name }) => [name, id]));
  const made: catalog.Category[] = [];
  for (const { row } of rows.good) {
    if (found.has(row.category)) continue;
    const id = tx.newId<'category'>();
    found.set(row.category, id);
    const position = standing.length + made.length;
    made.push({ id, name: row.category, nameEn: '', picture: '', position });
  }
  if (made.length > 0) catalog.saveCategories(tx, made);
  return found;
}
