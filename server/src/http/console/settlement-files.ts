/** A monthly statement as paper to sign and as a sheet to reckon with. Each leaves a trail. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import * as settlement from '../../modules/settlement/settlement.ts';
import { audit } from '../../platform/audit.ts';
import { drawPaper, type Paper } from '../../platform/paper/paper.ts';
import { sheetFile, type SheetColumn } from '../../platform/paper/sheet-file.ts';
import { Query } from '../schema.ts';
import { Params } from '../settlement-shapes.ts';
import { actorOf } from '../staff-session.ts';
import { clock, yuan } from '../csv-answer.ts';
import type { Language } from './order-words.ts';
import { getSettlement } from './settlements.ts';
import { settlementWords, type SettlementWord } from './settlement-words.ts';

const SUMS = [
  'openingFen',
  'earnedFen',
  'chargedFen',
  'paidFen',
  'pendingFen',
  'closingFen',
] as const;
type Line = Awaited<ReturnType<typeof settlement.linesOf>>[number];
type Found = Awaited<ReturnType<typeof getSettlement>>;
/** A paper is read; what is longer is reckoned with in the sheet. */
const MOST_PRINTED = 2_000;

interface Column {
  readonly word: SettlementWord;
  readonly share: number;
  readonly money?: true;
  readonly of: (line: Line) => string | number;
}
const columnsIn = (language: Language): readonly Column[] => {
  const { role, borne } = settlementWords(language);
  return [
    { word: 'no', share: 3, of: (line) => line.no },
    { word: 'order', share: 8, of: (line) => line.orderNumber },
    { word: 'placed', share: 6, of: (line) => line.placedOn ?? '' },
    { word: 'role', share: 6, of: (line) => role(line.role) },
    { word: 'home', share: 8, of: (line) => line.homeOutlet },
    { word: 'selling', share: 8, of: (line) => line.sellingOutlet },
    { word: 'fulfilling', share: 8, of: (line) => line.fulfillingOutlet },
    { word: 'discount', share: 5, money: true, of: (line) => line.discountFen },
    { word: 'borne', share: 6, of: (line) => borne(line.borneBy) },
    { word: 'made', share: 6, money: true, of: (line) => line.madeFen },
    { word: 'cut', share: 6, money: true, of: (line) => line.cutFen },
    { word: 'net', share: 6, money: true, of: (line) => line.madeFen - line.cutFen },
    { word: 'former', share: 5, of: (line) => line.former ?? '' },
  ];
};

function paperOf(found: Found, lines: readonly Line[], language: Language): Paper {
  const { say } = settlementWords(language);
  const columns = columnsIn(language);
  const told = lines.slice(0, MOST_PRINTED);
  const left = lines.length - told.length;
  return {
    title: `${found.name} ${found.month} ${say('title')}`,
    note: `${say(found.kind)} · ${say(found.state)} · ${clock(found.closedAt)} · ${say('money')}`,
    sums: SUMS.map((key) => ({ word: say(key), amount: yuan(found[key]) })),
    columns: columns.map(({ word, share, money }) => ({
      head: say(word),
      share,
      right: money === true,
    })),
    rows: told.map((line) =>
      columns.map(({ of, money }) => (money ? yuan(of(line) as number) : String(of(line)))),
    ),
    foot: [
      ...(left > 0 ? [say('more').replace('{n}', String(left))] : []),
      `${say('signed')} ${found.steps
        .filter(({ by }) => by !== null)
        .map(({ verb, by, at }) => `${verb} ${by} ${clock(at)}`)
        .join(' · ')}`,
    ],
    mark: `${say('hash')} ${found.hash.slice(0, 16)}`,
  };
}

export const settlementFileRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const permission = 'statements.read';
    const querystring = Query({ language: Type.Enum(['zh', 'en'], { default: 'zh' }) });
    const schema = { tags: ['exports'], params: Params, querystring };

    const taken = async (request: FastifyRequest, id: string, what: string) => {
      const read = await db.reading(request.merchant, async (reader) => {
        const found = await getSettlement(reader, request, id);
        return { found, lines: await settlement.linesOf(reader, id) };
      });
      await db.transaction(request.merchant, async (tx) =>
        audit(tx, actorOf(request), {
          verb: 'settlement.exported',
          object: { kind: 'statement', id },
          facts: { what, rows: read.lines.length },
        }),
      );
      return read;
    };
    const send = (reply: FastifyReply, { month }: Found, type: string, end: string, body: Buffer) =>
      reply
        .header('content-type', type)
        .header('content-disposition', `attachment; filename="statement-${month}.${end}"`)
        .header('cache-control', 'no-store')
        .send(body);

    app.get(
      '/settlements/:id/statement.pdf',
      { config: { permission }, schema: { ...schema, summary: 'A monthly statement as PDF' } },
      async (request, reply) => {
        const { found, lines } = await taken(request, request.params.id, 'pdf');
        const language = request.query.language as Language;
        const pdf = await drawPaper(paperOf(found, lines, language));
        return send(reply, found, 'application/pdf', 'pdf', pdf);
      },
    );

    app.get(
      '/settlements/:id/statement.xlsx',
      { config: { permission }, schema: { ...schema, summary: 'A monthly statement as XLSX' } },
      async (request, reply) => {
        const { found, lines } = await taken(request, request.params.id, 'xlsx');
        const language = request.query.language as Language;
        const { say } = settlementWords(language);
        const columns = columnsIn(language).map(
          ({ word, of, money, share }): SheetColumn<Line> => ({
            head: say(word),
            of: money ? (line) => (of(line) as number) / 100 : of,
            money: money === true,
            wide: share * 2,
          }),
        );
        const xlsx = await sheetFile([
          {
            name: say('sums'),
            head: [found.name, found.month, say(found.state)],
            rows: [...SUMS.map((key) => [say(key), found[key] / 100]), [say('hash'), found.hash]],
          },
          { name: say('lines'), columns, lines },
        ]);
        const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
        return send(reply, found, type, 'xlsx', xlsx);
      },
    );
  };
