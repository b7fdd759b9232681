/** Bringing files: upload and look, say which column is what, run, and take the bad rows home. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { IMPORT_NEEDS, keepFile, runImport, startImport } from '../../flows/run-import.ts';
import type { House } from '../../house.ts';
import type { OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as imports from '../../modules/imports/imports.ts';
import { csvOf } from '../../platform/csv.ts';
import { BadSheet, readTable } from '../../platform/sheet.ts';
import { sendCsv } from '../csv-answer.ts';
import { Body, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { deedOf, staffOf } from '../staff-session.ts';

const tags = ['imports'];
const WRITE = { permission: 'imports.write' } as const;
const Kind = Type.Enum(['products', 'members', 'stock']);
const PREVIEW_ROWS = 10;

const face = {
  id: Uuid(),
  kind: Kind,
  fileName: Type.String(),
  state: Type.Enum(['uploaded', 'running', 'done', 'failed']),
  total: Type.Integer(),
  good: Type.Integer(),
  bad: Type.Integer(),
  madeAt: Instant,
  doneAt: Nullable(Instant),
};
const ImportFace = Type.Object(face);
const ImportPage = Type.Object({
  ...face,
  headers: Type.Array(Type.String()),
  columns: Type.Record(Type.String(), Type.Integer(), {
    description: 'Field → column, guessed from the headers until you say otherwise.',
  }),
  fields: Type.Array(Type.Object({ name: Type.String(), must: Type.Boolean() })),
  preview: Type.Array(Type.Array(Type.String()), { description: 'The first rows as they came.' }),
});
const params = Type.Object({ id: Uuid<imports.ImportId>() });

export const importRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    app.post(
      '/imports',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Upload a CSV or XLSX file (multipart, one part `file`)',
          consumes: ['multipart/form-data'],
          querystring: Query({ id: Uuid<imports.ImportId>(), kind: Kind }),
          response: { 201: ImportPage, ...problems },
        },
      },
      async (request, reply) => {
        const { id, kind } = request.query;
        mayBring(request, kind);
        const part = await request.file();
        if (part === undefined) throw new Refusal('invalid', 'imports.no_file');
        const table = await readTable(await part.toBuffer()).catch((error: unknown) => {
          if (error instanceof BadSheet) throw refusalOf(error);
          throw error;
        });
        const fileName = part.filename.slice(0, 120);
        await keepFile(db, deedOf(request, 'imports.write'), { id, kind, fileName }, table);
        return reply.code(201).send(await whole(request, id));
      },
    );

    app.get(
      '/imports',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Your imports, newest first',
          querystring: Query({ ...page, after: Type.Optional(Uuid<imports.ImportId>()) }),
          response: { 200: PageOf(ImportFace), ...problems },
        },
      },
      async (request) => {
        const { after = null, count } = request.query;
        const rows = await db.reading(request.merchant, (reader) =>
          imports.list(reader, staffOf(request).id, after, count + 1),
        );
        const items = rows.slice(0, count);
        return { items, next: rows.length > count ? items.at(-1)!.id : null };
      },
    );

    app.get(
      '/imports/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'One import with its progress, columns and first rows',
          params,
          response: { 200: ImportPage, ...problems },
        },
      },
      (request) => whole(request, request.params.id),
    );

    app.post(
      '/imports/:id/run',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Run it; the answer comes at once, the progress by looking again',
          params,
          body: Body({
            columns: Type.Record(
              Type.String({ pattern: '^[a-zA-Z]{1,20}$' }),
              Type.Integer({ minimum: 0, maximum: 59 }),
            ),
            outletId: Type.Optional(Uuid<OutletId>()),
          }),
          response: { 202: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { columns, outletId: outlet = staffOf(request).outlet } = request.body;
        const { kind } = await own(request, id);
        mayBring(request, kind);
        const deed = deedOf(request, IMPORT_NEEDS[kind]);
        await startImport(db, deed, id, { columns, outlet });
        runImport(house, deed.merchant, id, (error) => request.log.error(error));
        return reply.code(202).send(null);
      },
    );

    app.get(
      '/imports/:id/bad.csv',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Bad rows as they came, each with its line and reason',
          params,
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const found = await own(request, request.params.id);
        const rows = [[...found.mapping.headers, '行号 line', '原因', 'Reason', 'Details']];
        for (let after = 0; ; ) {
          const lines = await db.reading(request.merchant, (reader) =>
            imports.badLines(reader, found.id, after, 5_000),
          );
          for (const { line, cells, code, facts } of lines) {
            const [zh, en] = imports.REASON_WORDS[code as imports.Reason];
            const details = Object.values(facts).join(' ');
            const blank = Array<string>(Math.max(0, found.mapping.headers.length - cells.length));
            rows.push([...cells, ...blank.fill(''), String(line), zh, en, details]);
          }
          if (lines.length === 0) break;
          after = lines.at(-1)!.line;
        }
        return sendCsv(reply, `bad-${found.id}.csv`, csvOf(rows));
      },
    );

    async function own(request: FastifyRequest, id: imports.ImportId): Promise<imports.Import> {
      const found = await db.reading(request.merchant, (reader) => imports.find(reader, id));
      if (found.madeBy !== staffOf(request).id) throw new Refusal('not_found', 'imports.unknown');
      return found;
    }

    async function whole(request: FastifyRequest, id: imports.ImportId) {
      const found = await own(request, id);
      const first = await db.reading(request.merchant, (reader) =>
        imports.waitingLines(reader, id, PREVIEW_ROWS),
      );
      const { headers, columns } = found.mapping;
      const fields = imports.FIELDS[found.kind].map(({ name, must }) => ({ name, must }));
      return {
        ...found,
        headers: [...headers],
        columns: { ...columns },
        fields,
        preview: first.map(({ cells }) => [...cells]),
      };
    }
  };

function mayBring(request: FastifyRequest, kind: imports.Kind): void {
  const permission = IMPORT_NEEDS[kind];
  if (chain.reachOf(staffOf(request), permission).length === 0)
    throw new Refusal('forbidden', 'chain.not_allowed', { permission });
}

const refusalOf = ({ fault }: BadSheet): Refusal => new Refusal('invalid', `imports.file_${fault}`);
