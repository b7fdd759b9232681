/** Statements of dealers, outlets and guides, within the branch that one may see. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day as DayString } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import { findStatementOrders, findStatementOutlets } from '../../views/statement-entries.ts';
import { findReceivers, findStatement, type StatementKind } from '../../views/statement.ts';
import { Day, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const Receiver = Type.Object({
  kind: Type.String(),
  id: Uuid(),
  name: Type.String(),
  outletId: Nullable(Uuid()),
});
const KINDS: readonly StatementKind[] = ['dealer', 'outlet', 'staff'];
const Whose = Type.Object({ kind: Type.Enum(['dealer', 'outlet', 'staff']), id: Uuid() });
const DayIn = Type.Unsafe<DayString>(Day);
const Span = { from: DayIn, to: DayIn };
/** Whose, and which days. */
export const STATEMENT_FILTERS = { ...Whose.properties, ...Span };

const Statement = Type.Object({
  kind: Type.String(),
  id: Uuid(),
  name: Type.String(),
  from: Day,
  to: Day,
  openingFen: Fen,
  openingAvailableFen: Fen,
  openingPendingFen: Fen,
  earnedFen: Fen,
  cutFen: Fen,
  chargedFen: Fen,
  paidFen: Fen,
  pendingFen: Fen,
  closingFen: Fen,
  frozenFen: Fen,
  openingFrozenFen: Fen,
  /** What the transfers alone say, less the closing above. */
  differenceFen: Fen,
  reconciled: Type.Boolean(),
  outlets: Type.Array(
    Type.Object({
      outletId: Uuid(),
      outletName: Type.String(),
      orders: Type.Integer(),
      capturedFen: Fen,
      refundedFen: Fen,
      sellingFen: Fen,
      fulfillingFen: Fen,
      dealerFen: Fen,
      guideFen: Fen,
      netFen: Fen,
      /** Taken off in this span, of orders from before it. */
      formerCutFen: Fen,
    }),
  ),
});
const OrderRow = Type.Object({
  id: Uuid(),
  orderId: Uuid(),
  orderNumber: Type.String(),
  outletName: Type.String(),
  role: Type.String(),
  amountFen: Fen,
  cutFen: Fen,
  netFen: Fen,
  state: Type.String(),
  at: Instant,
});

/** A receiver outside of one's branch is as good as none. */
export async function getReceiver(
  reader: Reader,
  near: readonly NodeId[],
  kind: StatementKind,
  id: string,
) {
  const all = await findReceivers(reader, near);
  const found = all.find((each) => each.kind === kind && each.id === id);
  if (found === undefined) throw new Refusal('not_found', 'ledger.no_such_receiver');
  return found;
}

export const statementRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const permission = 'statements.read';
    const receiverOf = (request: FastifyRequest, kind: StatementKind, id: string) =>
      house.db.reading(request.merchant, (reader) =>
        getReceiver(reader, reach(request, permission), kind, id),
      );

    app.get(
      '/statements',
      {
        config: { permission },
        schema: {
          tags: ['money'],
          summary: 'Whose statements I may open',
          querystring: Query({ kind: Type.Optional(Type.Enum(KINDS as StatementKind[])) }),
          response: { 200: Type.Object({ items: Type.Array(Receiver) }), ...problems },
        },
      },
      async (request) => {
        const near = reach(request, permission);
        const all = await house.db.reading(request.merchant, (r) => findReceivers(r, near));
        const { kind } = request.query;
        return { items: kind === undefined ? all : all.filter((each) => each.kind === kind) };
      },
    );

    app.get(
      '/statements/:kind/:id',
      {
        config: { permission },
        schema: {
          tags: ['money'],
          summary:
            'Opening + earned + charged − paid − pending = closing, reconciled with the ledger',
          params: Whose,
          querystring: Query(Span),
          response: { 200: Statement, ...problems },
        },
      },
      async (request) => {
        const { kind, id } = request.params;
        const { name } = await receiverOf(request, kind, id);
        const wish = { kind, party: id, ...request.query };
        const [sums, outlets] = await house.db.reading(request.merchant, (reader) =>
          Promise.all([findStatement(reader, wish), findStatementOutlets(reader, wish)]),
        );
        return { kind, id, name, ...request.query, ...sums, outlets };
      },
    );

    app.get(
      '/statements/:kind/:id/orders',
      {
        config: { permission },
        schema: {
          tags: ['money'],
          summary: 'The orders behind a statement',
          params: Whose,
          querystring: Query({ ...Span, ...page }),
          response: { 200: PageOf(OrderRow), ...problems },
        },
      },
      async (request) => {
        const { kind, id } = request.params;
        await receiverOf(request, kind, id);
        const { after = null, ...rest } = request.query;
        const wish = { kind, party: id, ...rest, after };
        return house.db.reading(request.merchant, (reader) => findStatementOrders(reader, wish));
      },
    );
  };
