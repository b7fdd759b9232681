/** Statements of the branch's dealers, outlets and staff. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day as DayString } from '../../kernel/time.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import { findOwner } from '../../views/account-book.ts';
import { findReceivers, findStatement, type StatementKind } from '../../views/statement.ts';
import { Day, Fen, problems, Query, Uuid } from '../schema.ts';
import { AccountName, AccountSpan, Span } from '../console/account-book.ts';
import { branchOf } from '../key-session.ts';

const tags = ['money'];
const config = { scope: 'statements.read' } as const;
const KINDS: StatementKind[] = ['dealer', 'outlet', 'staff'];
const Kind = Type.Unsafe<StatementKind>(Type.Enum(KINDS));
const DayIn = Type.Unsafe<DayString>(Day);

export const moneyRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/statements',
      {
        config,
        schema: {
          tags,
          summary: 'Whose statements this key may read',
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ kind: Kind, id: Uuid(), name: Type.String() })),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const branches = branchOf(request);
        return { items: await db.reading(request.merchant, (r) => findReceivers(r, branches)) };
      },
    );

    app.get(
      '/accounts/:account',
      {
        config,
        schema: {
          tags,
          summary: 'Opening + in − out = closing of an account, over whole days, also past ones',
          params: AccountName,
          querystring: Query(Span),
          response: { 200: AccountSpan, ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { account } = request.params;
          const owner = await findOwner(reader, account, branchOf(request));
          if (owner === null) throw new Refusal('not_found', 'ledger.no_such_account');
          const span = await ledger.accountSpan(reader, account, request.query);
          return { account, ...owner, ...request.query, ...span };
        }),
    );

    app.get(
      '/statements/:kind/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Opening + earned + charged − paid − pending = closing, over whole days',
          params: Type.Object({ kind: Kind, id: Uuid() }),
          querystring: Query({ from: DayIn, to: DayIn }),
          response: {
            200: Type.Object({
              kind: Kind,
              id: Uuid(),
              name: Type.String(),
              from: Day,
              to: Day,
              openingFen: Fen,
              earnedFen: Fen,
              chargedFen: Fen,
              paidFen: Fen,
              pendingFen: Fen,
              closingFen: Fen,
              reconciled: Type.Boolean({ description: 'The ledger’s transfers say the same.' }),
            }),
            ...problems,
          },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const { kind, id } = request.params;
          const all = await findReceivers(reader, branchOf(request));
          const found = all.find((each) => each.kind === kind && each.id === id);
          if (found === undefined) throw new Refusal('not_found', 'ledger.no_such_receiver');
          const { query } = request;
          const sums = await findStatement(reader, { kind, party: id, ...query });
          return { kind, id, name: found.name, ...query, ...sums };
        }),
    );
  };
