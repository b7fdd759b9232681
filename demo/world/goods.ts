/** The 300 products of the demo chain, read from `goods.csv`: a table that people can edit. */
import { readFileSync } from 'node:fs';
import { checkDigit, type ProductRole } from '../../server/src/modules/catalog/catalog.ts';

export const SCENES = [
  { key: 'breakfast', name: '明早早餐', nameEn: 'Breakfast', picture: '鲜牛奶' },
  { key: 'dinner', name: '下班做饭', nameEn: 'Dinner', picture: '沙瓤番茄' },
  { key: 'fruit', name: '时令水果', nameEn: 'In season', picture: '涌泉蜜橘' },
  { key: 'baby', name: '宝宝辅食', nameEn: 'Baby food', picture: '有机胡萝卜' },
  { key: 'hotpot', name: '周末火锅', nameEn: 'Hot pot', picture: '肥牛卷' },
  { key: 'greens', name: '每日鲜蔬', nameEn: 'Greens', picture: '鸡毛菜' },
  { key: 'staple', name: '米面粮油', nameEn: 'Rice and oil', picture: '五常大米' },
  { key: 'kitchen', name: '厨房调味', nameEn: 'Seasoning', picture: '头道酱油' },
  { key: 'solo', name: '一人食', nameEn: 'For one', picture: '手抓饼' },
  { key: 'snack', name: '追剧零食', nameEn: 'Snacks', picture: '椒盐薯片' },
  { key: 'evening', name: '今晚喝点', nameEn: 'Drinks', picture: '气泡茶' },
  { key: 'home', name: '居家日用', nameEn: 'Household', picture: '抽纸' },
] as const;
export type SceneKey = (typeof SCENES)[number]['key'];

export interface Spec {
  readonly spec: string;
  readonly specEn: string;
  readonly priceFen: number;
  readonly costFen: number;
  readonly barcode: string;
  readonly weightG: number;
}
export interface Goods {
  readonly scene: SceneKey;
  readonly title: string;
  readonly titleEn: string;
  readonly role: ProductRole;
  readonly origin: string;
  /** Where a picker finds it: B2 is the second bay of aisle B. */
  readonly shelf: string;
  readonly story: string;
  readonly specs: readonly Spec[];
}

/** What is left of the price after the goods are paid, in percent. */
const MARGIN: Readonly<Record<ProductRole, number>> = {
  traffic: 12,
  everyday: 26,
  benefit: 18,
  spread: 24,
  profit: 38,
};

const UNITS: Readonly<Record<string, string>> = {
  只: 'pieces',
  枚: 'pieces',
  个: 'pieces',
  根: 'pieces',
  颗: 'pieces',
  块: 'pieces',
  片: 'sheets',
  支: 'pieces',
  粒: 'cells',
  棵: 'heads',
  杯: 'cups',
  盒: 'boxes',
  罐: 'cans',
  瓶: 'bottles',
  袋: 'bags',
  包: 'packs',
  卷: 'rolls',
  抽: 'sheets',
  份: 'portions',
  双: 'pair',
};

/** 6罐 → 6 cans, 300g盒 → 300g box, 礼盒1kg → 1kg gift box, 半只 → half. */
export function specInEnglish(spec: string): string {
  if (spec === '半只') return 'half';
  const gift = /^礼盒(.+)$/.exec(spec);
  if (gift !== null) return `${gift[1]} gift box`;
  const packed = /^([\d.]+(?:k?g|m?[lL]))(盒|箱|袋)$/.exec(spec);
  if (packed !== null)
    return `${packed[1]} ${{ 盒: 'box', 箱: 'crate', 袋: 'refill' }[packed[2] as '盒']}`;
  const counted = /^(\d+)(\p{Script=Han})(×\d+)?$/u.exec(spec);
  if (counted === null) return spec;
  const [, count, unit, times = ''] = counted;
  const word = UNITS[unit!] ?? '';
  return `${count} ${count === '1' ? word.replace(/s$/, '') : word}${times}`;
}

function weightOf(spec: string): number {
  const [, size, unit, times] = /([\d.]+)(kg|g|ml|L)(?:×(\d+))?/.exec(spec) ?? [];
  if (size === undefined) return 500;
  const grams = Number(size) * (unit === 'kg' || unit === 'L' ? 1000 : 1);
  return Math.round(grams * Number(times ?? 1));
}

const AISLES = 'ABCDEFGHJKLM';

export function readGoods(): Goods[] {
  const lines = readFileSync(new URL('goods.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const inScene = new Map<string, number>();
  let made = 0;
  return lines.slice(1).map((line) => {
    const [scene, title, titleEn, role, origin, skus, story] = line.split(',') as [
      SceneKey,
      string,
      string,
      ProductRole,
      string,
      string,
      string,
    ];
    const at = inScene.get(scene) ?? 0;
    inScene.set(scene, at + 1);
    const aisle = AISLES[SCENES.findIndex((each) => each.key === scene)]!;
    const specs = skus.split(';').map((each): Spec => {
      const [spec, yuan] = each.split(':') as [string, string];
      const priceFen = Math.round(Number(yuan) * 100);
      const twelve = `6972${String(400_000 + made++ * 37).padStart(8, '0')}`;
      return {
        spec,
        specEn: specInEnglish(spec),
        priceFen,
        costFen: Math.round((priceFen * (100 - MARGIN[role])) / 100),
        barcode: twelve + checkDigit(twelve),
        weightG: weightOf(spec),
      };
    });
    return {
      scene,
      title,
      titleEn,
      role,
      origin,
      shelf: `${aisle}${1 + Math.floor(at / 5)}`,
      story,
      specs,
    };
  });
}
