/**
 * A list of the console as a file: the list's own filters and sort, as far as she reaches, in her
 * language, every row, and a line in the audit trail. Each export says only what is its own.
 */
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { type Static, type TObject, type TProperties, Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { audit } from '../../platform/audit.ts';
import type { Reader } from '../../platform/db.ts';
import { linesOf, sendCsv, type Columns, type Page } from '../csv-answer.ts';
import { Query } from '../schema.ts';
import { actorOf, reach } from '../staff-session.ts';
import type { Language } from './order-words.ts';

/** Rows a round trip. */
const PAGE = 1_000;

interface Asked<P extends TProperties> {
  readonly query: Static<TObject<P>>;
  readonly language: Language;
  readonly reach: readonly NodeId[];
  readonly request: FastifyRequest;
  readonly house: House;
}
interface ListFile<P extends TProperties, Row> {
  readonly what: string;
  readonly permission: string;
  readonly summary: string;
  readonly filters: P;
  /** Names or phones of people: who takes it shows again who she is, and says what for. */
  readonly personal?: true;
  /** Asked once, before anything leaves: what stands beside the rows, and what may not be seen. */
  readonly open: (reader: Reader, asked: Asked<P>) => Promise<Opened<Row>>;
}
interface Opened<Row> {
  readonly columns: Columns<Row>;
  readonly page: (reader: Reader, at: At) => Promise<Page<Row>>;
}
export interface At {
  readonly after: string | null;
  readonly count: number;
}

export const listFile =
  <P extends TProperties, Row>(file: ListFile<P, Row>) =>
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { what, permission, summary, filters, personal = false } = file;
    const reason = Type.String({ minLength: 4, maxLength: 200, description: 'What it is for.' });
    const more = { language: Type.Enum(['zh', 'en'], { default: 'zh' }) };
    const wanted = { ...filters, ...more, ...(personal ? { reason } : {}) };
    app.get(
      `/exports/${what}.csv`,
      {
        config: personal ? { permission, fresh: 'export' } : { permission },
        schema: {
          tags: ['exports'],
          produces: ['text/csv'],
          summary,
          querystring: Query(wanted),
        },
      },
      async (request, reply) => {
        const { merchant } = request;
        const {
          language,
          reason: why,
          ...query
        } = request.query as {
          language: Language;
          reason?: string;
        };
        const asked = { query, language, reach: reach(request, permission), request, house };
        const { columns, page } = await house.db.reading(merchant, (reader) =>
          file.open(reader, asked as unknown as Asked<P>),
        );
        const read = (after: string | null) =>
          house.db.reading(merchant, (reader) => page(reader, { after, count: PAGE }));
        const taken = (rows: number) =>
          house.db.transaction(merchant, async (tx) =>
            audit(tx, actorOf(request), {
              verb: 'exports.taken',
              object: { kind: 'export', id: what },
              facts: why === undefined ? { rows } : { rows, why, filters: Object.keys(query) },
            }),
          );
        // the first page now: what is refused must be refused before the file begins
        const lines = linesOf(await read(null), read, columns, taken);
        return sendCsv(reply, `${what}.csv`, Readable.from(lines));
      },
    );
  };
