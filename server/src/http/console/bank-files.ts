/** Files for the bank, its answers, and what is reported to the tax office by the quarter. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { makeBankFile, readBankFile, takeBankAnswers } from '../../flows/bank-file.ts';
import { openTaxReport, quarterOf } from '../../flows/tax-report.ts';
import type { House } from '../../house.ts';
import type { Id } from '../../kernel/id.ts';
import { findBatches, findTaxReport } from '../../views/withdrawals.ts';
import { sendCsv, tableOf, yuan, type Columns } from '../csv-answer.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, Fen, Instant, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const Params = Type.Object({ id: Uuid<Id<'payout_batch'>>() });
const Batch = Type.Object({
  id: Uuid(),
  lines: Type.Integer(),
  amountFen: Fen,
  madeBy: Type.String(),
  madeAt: Instant,
  open: Type.Integer(),
  failed: Type.Integer(),
});
const Answer = Body({
  no: Type.Integer({ minimum: 1, maximum: 10_000 }),
  paid: Type.Boolean(),
  reason: Type.String({ maxLength: 200, default: '' }),
});
const Quarter = Query({ quarter: Type.String({ pattern: '^20\\d\\d-Q[1-4]$' }) });
const Person = Type.Object({
  name: Type.String(),
  idNo: Type.String(),
  method: Type.String(),
  incomeFen: Fen,
  taxableFen: Fen,
  withheldFen: Fen,
  feeFen: Fen,
  times: Type.Integer(),
});

type BankRow = Awaited<ReturnType<typeof readBankFile>>[number];
const BANK: Columns<BankRow> = {
  序号: ({ no }) => no,
  业务号: ({ payoutNo }) => payoutNo,
  收款人: ({ name }) => name,
  收款账号: ({ account }) => `${account}\t`,
  开户行: ({ bankName }) => bankName,
  金额: ({ amountFen }) => yuan(amountFen),
  用途: () => '推广服务费',
};
type TaxRow = Awaited<ReturnType<typeof findTaxReport>>[number] & {
  readonly fullName: string;
  readonly fullIdNo: string;
};
const TAX: Columns<TaxRow> = {
  姓名: ({ fullName }) => fullName,
  证件类型: () => '居民身份证',
  证件号码: ({ fullIdNo }) => `${fullIdNo}\t`,
  收入: ({ incomeFen }) => yuan(incomeFen),
  交易笔数: ({ times }) => times,
  应纳税所得额: ({ taxableFen }) => yuan(taxableFen),
  已预扣税额: ({ withheldFen }) => yuan(withheldFen),
  手续费: ({ feeFen }) => yuan(feeFen),
};

export const bankFileRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'money.write' };
    const grave = { ...config, fresh: true } as const;
    const tags = ['money'];

    app.get(
      '/payout-files',
      {
        config,
        schema: {
          tags,
          summary: 'Files for the bank, the newest first',
          response: { 200: Type.Object({ items: Type.Array(Batch) }), ...problems },
        },
      },
      async (request) => ({
        items: await house.db.reading(request.merchant, findBatches),
      }),
    );

    app.post(
      '/payout-files',
      {
        config: grave,
        schema: {
          tags,
          summary: 'Put released withdrawals into a file; each stands in one file only',
          body: Body({
            id: Uuid<Id<'payout_batch'>>(),
            withdrawals: Type.Array(Uuid(), { minItems: 1, maxItems: 1_000 }),
          }),
          response: {
            201: Type.Object({ id: Uuid(), lines: Type.Integer() }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { id, withdrawals } = request.body;
        const wish = { merchant: request.merchant, batch: id, staff: staffOf(request).id };
        return reply.code(201).send(await makeBankFile(house.db, { ...wish, withdrawals }));
      },
    );

    app.post(
      '/payout-files/:id/file',
      {
        config: grave,
        schema: {
          tags,
          summary: 'The file itself, with full names and numbers; taking it is written down',
          params: Params,
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        const wish = { merchant, batch: params.id, staff: staffOf(request).id };
        const rows = await readBankFile(house, wish);
        return sendCsv(reply, `bank-${params.id.slice(-8)}.csv`, tableOf(rows, BANK));
      },
    );

    app.post(
      '/payout-files/:id/answers',
      {
        config,
        schema: {
          tags,
          summary: 'What the bank says of each line; said again it changes nothing',
          headers: IdempotencyKey,
          params: Params,
          body: Body({ answers: Type.Array(Answer, { minItems: 1, maxItems: 1_000 }) }),
          response: {
            200: Type.Object({
              paid: Type.Integer(),
              failed: Type.Integer(),
              already: Type.Integer(),
            }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const wish = { merchant, batch: params.id, staff: staffOf(request).id };
        return answerOnce(house.db, request, reply, (db) =>
          takeBankAnswers(db, { ...wish, answers: body.answers }),
        );
      },
    );

    app.get(
      '/tax-report',
      {
        config,
        schema: {
          tags,
          summary: 'Income of natural persons in a quarter, by payment day, masked',
          querystring: Quarter,
          response: {
            200: Type.Object({ items: Type.Array(Person) }),
            ...problems,
          },
        },
      },
      async (request) => ({
        items: await house.db.reading(request.merchant, (reader) =>
          findTaxReport(reader, quarterOf(request.query.quarter)),
        ),
      }),
    );

    app.post(
      '/tax-report/file',
      {
        config: grave,
        schema: {
          tags,
          summary: 'The same with full names and identity numbers; needs a reason, written down',
          body: Body({
            quarter: Type.String({ pattern: '^20\\d\\d-Q[1-4]$' }),
            reason: Type.String({ minLength: 2, maxLength: 200 }),
          }),
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        const { quarter } = body;
        const found = await house.db.reading(merchant, (reader) =>
          findTaxReport(reader, quarterOf(quarter)),
        );
        const payees = found.map(({ payeeId }) => payeeId);
        const staff = staffOf(request).id;
        const opened = await openTaxReport(house, { merchant, staff, ...body, payees });
        const rows = found.map((row) => {
          const { name, idNo } = opened.get(row.payeeId)!;
          return { ...row, fullName: name, fullIdNo: idNo };
        });
        return sendCsv(reply, `tax-${body.quarter}.csv`, tableOf(rows, TAX));
      },
    );
  };
