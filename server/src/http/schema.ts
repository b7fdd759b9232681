/** Shapes that many routes share. A misspelt field is refused, never dropped. */
import { Type, type TProperties } from 'typebox';

export const closed = { additionalProperties: false } as const;
export const Uuid = <T extends string = string>() =>
  Type.Unsafe<T>(
    Type.String({ format: 'uuid', examples: ['0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d'] }),
  );
export const Instant = Type.String({ format: 'date-time' });
export const Fen = Type.Integer({ description: 'Whole fen; 100 fen are one yuan.' });
/** A day that a calendar has: the format knows months, the pattern what a database counts. */
export const Day = Type.String({ format: 'date', pattern: '^(19|20)\\d{2}-\\d{2}-\\d{2}$' });
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
export const Body = <P extends TProperties>(properties: P) => Type.Object(properties, closed);
export const Query = <P extends TProperties>(properties: P) => Type.Object(properties, closed);
/** Cursor paging: `after` is the `next` of the page before. */
export const page = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  count: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
};
/** A cursor of a moment and what breaks ties: no word that a database could take for a zone. */
export const momentCursor = (tie: string) =>
  Type.Optional(
    Type.String({
      pattern: `^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,6}Z_${tie}$`,
    }),
  );
export const UUID_TIE = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
export const PageOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) });
export const problems = { '4xx': Type.Ref('Problem'), '5xx': Type.Ref('Problem') };
