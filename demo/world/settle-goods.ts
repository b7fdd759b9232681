/**
 * Puts the goods of the demo chain into its shops: products, prices with bands at head office, what
 * dealers, community profiles and outlets do differently, first pages, opening stock.
 */
import type {
  CategoryId,
  MerchantId,
  NodeId,
  ProductId,
  SkuId,
} from '../../server/src/kernel/id.ts';
import type { Fen } from '../../server/src/kernel/money.ts';
import { pathOf } from '../../server/src/flows/steps/shelf.ts';
import * as catalog from '../../server/src/modules/catalog/catalog.ts';
import * as chain from '../../server/src/modules/chain/chain.ts';
import * as inventory from '../../server/src/modules/inventory/inventory.ts';
import type { Db } from '../../server/src/platform/db.ts';
import { dice, type Dice } from './dice.ts';
import { readGoods, SCENES, type Goods, type SceneKey } from './goods.ts';

export interface SettledGoods {
  readonly products: ReadonlyMap<string, ProductId>;
  readonly skus: ReadonlyMap<string, SkuId>; // by title and specification: 鲜牛奶 950ml
  readonly categories: ReadonlyMap<SceneKey, CategoryId>;
}
export interface SettleGoods {
  readonly merchant: MerchantId;
  readonly seed: number;
  /** The instant from which the ids are made. */
  readonly now: number;
}

type Change = Omit<catalog.OfferEdit, 'actor'>;

/** The local tofu is the dealers' own: head office names a price and lists none of it. */
const TOFU = ['老豆腐', '嫩豆腐', '德清千张', '五香豆干', '冻豆腐', '腐竹'];
const WITHDRAWN_IN_WEST = ['黑啤', '椰子水', '橡胶手套', '片儿川面条'];
const BAND_PERCENT = 10;
const WORDS = ['对面超市便宜', '这边老人多', '幼儿园订得多', '周末断过货', '附近新交房', '量大'];

export async function settleGoods(db: Db, { merchant, seed, now }: SettleGoods) {
  const roll = dice(seed ^ 0x600d5);
  const goods = readGoods();
  const settled = await settleRange(db, merchant, roll, goods, now);
  const directory = await db.reading(merchant, (reader) => chain.directory(reader));
  const changes = [...ofHeadOffice(directory, goods, settled), ...ofDealers(directory, settled)];
  await publish(db, merchant, changes);
  await publish(db, merchant, ofOutlets(directory, goods, settled, roll));
  await settlePages(db, merchant, directory, settled);
  for (const outlet of directory.outlets) {
    if (outlet.kind !== 'store') continue; // a partner store holds no stock
    const lines = goods.flatMap((each) => each.specs.map((spec) => opening(each, spec.spec)));
    await db.transaction(merchant, async (tx) => inventory.open(tx, outlet.id, lines));
  }
  return settled;

  function opening({ title, role }: Goods, spec: string) {
    const [least, most] = { traffic: [60, 140], everyday: [25, 70], benefit: [20, 50] }[
      role as 'traffic'
    ] ?? [10, 40];
    const quantity = roll.next() < 0.03 ? 0 : roll.between(least!, most!);
    const lowAt = Math.max(2, Math.round(most! / 10));
    return { sku: settled.skus.get(`${title} ${spec}`)!, quantity, lowAt };
  }
}

async function settleRange(
  db: Db,
  merchant: MerchantId,
  roll: Dice,
  goods: readonly Goods[],
  now: number,
): Promise<SettledGoods> {
  const categories = new Map(SCENES.map(({ key }) => [key, roll.id<'category'>(now)]));
  const products = new Map<string, ProductId>();
  const skus = new Map<string, SkuId>();
  const rows: catalog.NewProduct[] = [];
  const skuRows: catalog.NewSku[] = [];
  for (const [at, each] of goods.entries()) {
    const id = roll.id<'product'>(now + at); // in the order of the table
    products.set(each.title, id);
    rows.push({
      ...each,
      id,
      category: categories.get(each.scene)!,
      externalId: `LLX${1001 + at}`,
    });
    for (const [position, spec] of each.specs.entries()) {
      const sku = roll.id<'sku'>(now + at);
      skus.set(`${each.title} ${spec.spec}`, sku);
      const costFen = spec.costFen as Fen;
      skuRows.push({ ...spec, id: sku, product: id, position, costFen, supplyPriceFen: null });
    }
  }
  await db.transaction(merchant, async (tx) => {
    catalog.saveCategories(
      tx,
      SCENES.map(({ key, name, nameEn, picture }, position) => ({
        id: categories.get(key)!,
        name,
        nameEn,
        picture: products.get(picture)!,
        position,
      })),
    );
  });
  await db.transaction(merchant, (tx) => catalog.saveProducts(tx, rows, skuRows));
  return { categories, products, skus };
}

/** Prices are whole jiao on the shelf, so bands are, too. */
const percent = (fen: number, by: number): Fen =>
  (Math.round((fen * (100 + by)) / 1000) * 10) as Fen;

function ofHeadOffice(
  directory: chain.Directory,
  goods: readonly Goods[],
  { skus }: SettledGoods,
): Change[] {
  return goods.flatMap(({ title, specs }) =>
    specs.map(({ spec, priceFen }) => ({
      scope: directory.root.id,
      above: [],
      sku: skus.get(`${title} ${spec}`)!,
      change: {
        listed: !TOFU.includes(title),
        priceFen: priceFen as Fen,
        bandMinFen: percent(priceFen, -BAND_PERCENT),
        bandMaxFen: percent(priceFen, BAND_PERCENT),
      },
      why: '总部定价',
    })),
  );
}

function ofDealers(directory: chain.Directory, { skus }: SettledGoods): Change[] {
  const changes: Change[] = [];
  const all = [...skus];
  for (const node of directory.nodes.values()) {
    if (node.kind !== 'dealer') continue;
    const west = node.name.includes('城西');
    const above = node.path.slice(0, -1).reverse();
    const say = (titles: readonly string[], change: Partial<catalog.Offer>, why: string) => {
      for (const [name, sku] of all)
        if (titles.includes(name.split(' ')[0]!))
          changes.push({ scope: node.id, above, sku, change, why });
    };
    say(west ? TOFU : ['老豆腐', '嫩豆腐', '冻豆腐'], { listed: true }, '本地豆腐坊');
    if (west) say(WITHDRAWN_IN_WEST, { withdrawn: true }, '卖得慢，先停');
  }
  return changes;
}

/** What profiles and outlets do differently, all of it inside the band. */
function ofOutlets(
  directory: chain.Directory,
  goods: readonly Goods[],
  { skus }: SettledGoods,
  roll: Dice,
): Change[] {
  const changes: Change[] = [];
  const profiles = new Set<string>();
  for (const outlet of directory.outlets) {
    const { outletId, profileId, dealerIds, hqId } = pathOf(outlet);
    const above = [...(profileId === null ? [] : [profileId]), ...dealerIds, hqId];
    const reprice = (scope: catalog.ScopeId, over: readonly catalog.ScopeId[], count: number) => {
      for (let i = 0; i < count; i += 1) {
        const { title, specs, role } = roll.pick(goods);
        const by = roll.between(role === 'profit' ? 0 : -8, role === 'profit' ? 8 : 3);
        const { spec, priceFen } = specs[0]!;
        const change = { priceFen: percent(priceFen, by) };
        const sku = skus.get(`${title} ${spec}`)!;
        changes.push({ scope, above: over, sku, change, why: roll.pick(WORDS) });
      }
    };
    if (profileId !== null && !profiles.has(profileId)) {
      profiles.add(profileId);
      reprice(profileId, [hqId], 9);
    }
    reprice(outletId, above, roll.between(4, 9));
    for (let i = roll.between(1, 4); i > 0; i -= 1) {
      const { title, specs, role } = roll.pick(goods);
      if (role === 'traffic' || role === 'spread') continue; // everybody sells those
      const sku = skus.get(`${title} ${specs[0]!.spec}`)!;
      changes.push({ scope: outletId, above, sku, change: { listed: false }, why: '没有位置' });
    }
    if (outlet.name.startsWith('湖畔')) changes.push(...ofHupan(outletId, above, skus));
  }
  return changes;
}

/** The store of the pictures. */
function ofHupan(
  scope: NodeId,
  above: readonly catalog.ScopeId[],
  skus: ReadonlyMap<string, SkuId>,
): Change[] {
  const say = (name: string, change: Partial<catalog.Offer>, why: string): Change => {
    return { scope, above, sku: skus.get(name)!, change, why };
  };
  const fen = (value: number) => value as Fen;
  return [
    say('建德红颜草莓 300g盒', { listed: true, priceFen: fen(2990) }, '今晚到货多'),
    say('建德红颜草莓 500g盒', { listed: true, priceFen: fen(4690) }, '今晚到货多'),
    say('桂花酸奶 4杯', { listed: true, priceFen: fen(1990) }, '三家幼儿园'),
    say('霜打小青菜 400g', { listed: true, priceFen: fen(500) }, '对面超市 4.90'),
    say('黄牛腱子 500g', { listed: true, priceFen: fen(5860) }, '周末火锅'),
    say('阳澄湖大闸蟹 4只', { withdrawn: true }, '无水柜'),
  ];
}

async function publish(db: Db, merchant: MerchantId, changes: readonly Change[]): Promise<void> {
  const edits = changes.map((change) => ({ ...change, actor: null }));
  await db.transaction(merchant, async (tx) => {
    const [wrong] = await catalog.publishOffers(tx, edits);
    if (wrong !== undefined) throw wrong.refusal;
  });
}

async function settlePages(
  db: Db,
  merchant: MerchantId,
  directory: chain.Directory,
  { products, categories }: SettledGoods,
): Promise<void> {
  const of = (...titles: string[]): ProductId[] => titles.map((title) => products.get(title)!);
  const tonight = (...titles: string[]): catalog.Block => ({
    kind: 'goods',
    title: '今晚下单，明早取',
    titleEn: 'Order tonight, collect tomorrow',
    note: '店关着，货照留',
    noteEn: 'Held for you',
    when: 'shut',
    products: of(...titles),
  });
  const fresh = (...titles: string[]): catalog.Block => ({
    kind: 'goods',
    title: '刚到店',
    titleEn: 'Just in',
    note: '今早到货',
    noteEn: 'Arrived this morning',
    when: 'open',
    products: of(...titles),
  });
  const shelf = (key: SceneKey): catalog.Block => {
    const { name, nameEn } = SCENES.find((each) => each.key === key)!;
    return { kind: 'category', category: categories.get(key)!, title: name, titleEn: nameEn };
  };
  const night = ['建德红颜草莓', '涌泉蜜橘', '鲜牛奶', '青团', '土鸡蛋', '全麦吐司'];
  const day = ['霜打小青菜', '河虾仁', '老豆腐', '全麦吐司', '千岛湖鲈鱼', '沙瓤番茄'];
  const page = (...shelves: SceneKey[]): catalog.Block[] => [
    { kind: 'scenes' },
    tonight(...night),
    fresh(...day),
    ...shelves.map(shelf),
  ];
  const pages = new Map<catalog.ScopeId, catalog.Block[]>();
  pages.set(directory.root.id, page('fruit', 'dinner'));
  const favourites: readonly (readonly [string, SceneKey[]])[] = [
    ['文二西路店', ['solo', 'evening']],
    ['翠苑店', ['breakfast', 'staple']],
  ];
  for (const [name, shelves] of favourites) {
    const profile = directory.outlets.find((outlet) => outlet.name.includes(name))?.profile;
    if (profile !== null && profile !== undefined) pages.set(profile, page(...shelves));
  }
  const hupan = directory.outlets.find((outlet) => outlet.name.includes('湖畔店'));
  if (hupan !== undefined) pages.set(hupan.id, page('fruit', 'baby', 'hotpot'));
  await db.transaction(merchant, async (tx) => {
    for (const [scope, blocks] of pages) catalog.saveHomePage(tx, scope, blocks, null);
  });
}
