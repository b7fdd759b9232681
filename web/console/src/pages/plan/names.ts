/** What stands behind the ids of a plan's conditions, in words. */
import { useRead } from '../../api/use.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { type Condition, GUIDE_KINDS, LEVELS, type Named, OUTLET_KINDS } from './types.ts';
import { PRODUCT_ROLES } from './types.ts';
import { zh } from './zh.ts';

const FIXED: Partial<Record<Condition, readonly string[]>> = {
  productRoles: PRODUCT_ROLES,
  levels: LEVELS,
  outletKinds: OUTLET_KINDS,
};

interface Product {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
}
/** Options of each condition, and the name of one value. */
export function useNames(text = '') {
  const t = useWords(zh, en);
  const categories = useRead<{ items: Named[] }>('/categories').data?.items ?? [];
  const promotions = useRead<{ items: Named[] }>('/promotions', { count: 100 }).data?.items ?? [];
  const found = useRead<{ items: Product[] }>('/products', { count: 100, text }).data?.items ?? [];
  const english = t.language === 'en';
  const products = found.map((each) => ({
    id: each.id,
    name: (english && each.titleEn) || each.title,
  }));
  const optionsOf = (condition: Condition) => {
    if (condition === 'kinds')
      return GUIDE_KINDS.map((value) => ({ value: value as string, label: t(`kind_${value}`) }));
    const fixed = FIXED[condition];
    if (fixed) return fixed.map((value) => ({ value, label: t.of(value) }));
    const rows = { products, categories, promotions }[condition as 'products'] ?? [];
    return rows.map(({ id, name }) => ({ value: id, label: name }));
  };
  const nameOf = (condition: Condition, value: string) =>
    optionsOf(condition).find((each) => each.value === value)?.label ?? value.slice(-6);
  return { optionsOf, nameOf };
}
