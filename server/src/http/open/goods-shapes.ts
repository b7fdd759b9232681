/** What an sku looks like from outside, and how it is handed in. */
import { Type } from 'typebox';
import type { SkuId } from '../../kernel/id.ts';
import { Body, Fen, Nullable, Uuid } from '../schema.ts';

export const SkuView = Type.Object({
  id: Uuid(),
  spec: Type.String({ examples: ['500g'] }),
  specEn: Type.String(),
  barcode: Type.String({ examples: ['6901234567892'] }),
  weightG: Type.Integer(),
  position: Type.Integer(),
  priceFen: Nullable(Fen),
  listed: Type.Boolean(),
});
export const SkuForm = Body({
  id: Uuid<SkuId>(),
  spec: Type.String({ minLength: 1, maxLength: 40 }),
  specEn: Type.String({ maxLength: 60, default: '' }),
  barcode: Type.String({ pattern: '^\\d{4,13}$' }),
  weightG: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  costFen: Type.Integer({ minimum: 0, maximum: 1_000_000_00, default: 0 }),
});
