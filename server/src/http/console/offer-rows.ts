/** The shapes of the assortment page: what is inherited, what the scope says itself, what holds. */
import { Type, type Static } from 'typebox';
import type { CategoryId, ProductId, SkuId } from '../../kernel/id.ts';
import type { Fen as FenValue } from '../../kernel/money.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import type { findAssortment, Said } from '../../views/goods.ts';
import { Body, closed, Fen, Instant, Nullable, Uuid } from '../schema.ts';

const Role = Type.Enum([...catalog.ROLES]);
const yuan = Type.Integer({ minimum: 1, maximum: 1_000_000_00 });

export const ScopeStep = Type.Object({
  id: Uuid(),
  kind: Type.Enum(['hq', 'dealer', 'profile', 'outlet']),
  name: Type.String(),
  overrides: Type.Integer(),
});

const Held = Type.Object({
  listed: Type.Boolean(),
  withdrawn: Type.Boolean(),
  priceFen: Nullable(Fen),
  role: Role,
});
export const AssortmentRow = Type.Object({
  skuId: Uuid(),
  productId: Uuid(),
  title: Type.String(),
  titleEn: Type.String(),
  spec: Type.String(),
  inherited: Held,
  now: Held,
  clamped: Type.Boolean({
    description: 'The band was narrowed since: the nearest lawful price holds.',
  }),
  bandMinFen: Nullable(Fen),
  bandMaxFen: Nullable(Fen),
  exceptionFen: Nullable(Fen),
  own: Nullable(
    Type.Object({
      listed: Nullable(Type.Boolean()),
      withdrawn: Type.Boolean(),
      priceFen: Nullable(Fen),
      bandMinFen: Nullable(Fen),
      bandMaxFen: Nullable(Fen),
      role: Nullable(Role),
      why: Type.String(),
      actorName: Nullable(Type.String()),
      at: Instant,
    }),
  ),
  parentChangedAt: Nullable(
    Type.Object({ at: Instant }, { description: 'Somebody above spoke after this scope did.' }),
  ),
});

type Row = Awaited<ReturnType<typeof findAssortment>>[number];

export function assortmentRow(row: Row, scopes: readonly string[]) {
  const levels = scopes.map((scope) => row.said.find((each) => each.scope === scope));
  const [own, ...above] = levels;
  const offers = levels as unknown as (catalog.Offer | undefined)[];
  const now = catalog.resolve(offers);
  const inherited = catalog.resolve(offers.slice(1));
  const newest = above.reduce(
    (at, said) => (said !== undefined && said.at > at ? said.at : at),
    '',
  );
  return {
    skuId: row.sku,
    productId: row.product,
    title: row.title,
    titleEn: row.titleEn,
    spec: row.spec,
    inherited: heldOf(inherited, row.role),
    now: heldOf(now, row.role),
    clamped: now?.clamped ?? false,
    bandMinFen: now?.bandMinFen ?? null,
    bandMaxFen: now?.bandMaxFen ?? null,
    exceptionFen: (own?.exceptionFen ?? null) as FenValue | null,
    own: own === undefined ? null : ownOf(own),
    parentChangedAt: own !== undefined && newest > own.at ? { at: instantOf(newest) } : null,
  };
}

/** PostgreSQL's JSON spells instants its own way. */
const instantOf = (text: string): string => text.replace(/(\.\d+)?\+00:00$/, '.000Z');

const heldOf = (resolved: ReturnType<typeof catalog.resolve>, role: string) => ({
  listed: resolved?.listed ?? false,
  withdrawn: resolved?.withdrawn ?? false,
  priceFen: resolved?.priceFen ?? null,
  role: (resolved?.role ?? role) as catalog.ProductRole,
});

const ownOf = (said: Said) => ({
  listed: said.listed,
  withdrawn: said.withdrawn,
  priceFen: said.priceFen,
  bandMinFen: said.bandMinFen,
  bandMaxFen: said.bandMaxFen,
  role: said.role as catalog.ProductRole | null,
  why: said.why,
  actorName: said.actorName,
  at: instantOf(said.at),
});

export const Change = Body({
  skuId: Uuid<SkuId>(),
  why: Type.String({ minLength: 1, maxLength: 200 }),
  inherit: Type.Optional(
    Type.Boolean({ description: 'Take the whole override back; other fields are not looked at.' }),
  ),
  listed: Type.Optional(Nullable(Type.Boolean())),
  withdrawn: Type.Optional(Type.Boolean()),
  priceFen: Type.Optional(Nullable(yuan)),
  bandMinFen: Type.Optional(Nullable(yuan)),
  bandMaxFen: Type.Optional(Nullable(yuan)),
  role: Type.Optional(Nullable(Role)),
  ownPriceFen: Type.Optional(Nullable(yuan)),
});

export function changeOf(form: Static<typeof Change>): Partial<catalog.Offer> | 'inherit' {
  const { skuId: _, why: __, inherit, ...fields } = form;
  if (inherit === true) return 'inherit';
  return fields as { readonly priceFen?: FenValue | null } as Partial<catalog.Offer>;
}

export const HistoryRow = Type.Object({
  id: Uuid(),
  scopeId: Uuid(),
  skuId: Uuid(),
  title: Type.String(),
  spec: Type.String(),
  before: Nullable(Type.Record(Type.String(), Type.Any())),
  after: Nullable(Type.Record(Type.String(), Type.Any())),
  why: Type.String(),
  actorName: Nullable(Type.String()),
  at: Instant,
});

const words = Type.String({ maxLength: 60 });
export const Blocks = Type.Array(
  Type.Union([
    Type.Object({ kind: Type.Literal('scenes') }, closed),
    Type.Object(
      {
        kind: Type.Literal('goods'),
        title: words,
        titleEn: words,
        note: words,
        noteEn: words,
        when: Type.Enum(['open', 'shut', 'always']),
        products: Type.Array(Uuid<ProductId>(), { minItems: 1, maxItems: 24 }),
      },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal('category'),
        category: Uuid<CategoryId>(),
        title: words,
        titleEn: words,
      },
      closed,
    ),
    Type.Object({ kind: Type.Literal('notice'), words, wordsEn: words }, closed),
  ]),
  { maxItems: 12 },
);
