/** What a member asks back of an order, what she may ask, and what became of it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askAftersales } from '../../flows/ask-aftersales.ts';
import { claimsOfOrder } from '../../flows/claims-of-order.ts';
import { stepCase, type StepCase } from '../../flows/step-case.ts';
import type { House } from '../../house.ts';
import type { CaseId, OrderId, SkuId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMyCases } from '../../views/aftersales.ts';
import { memberPhotoRoutes } from '../case-photos.ts';
import { CaseOut, Terms } from '../case-shapes.ts';
import { signedIn } from '../member-session.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';

const Line = Body({
  no: Type.Integer({ minimum: 0, maximum: 50 }),
  pieces: Type.Integer({ minimum: 0, maximum: 999 }),
  amountFen: Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
});
const KINDS = [
  'refund_only',
  'return_and_refund',
  'exchange',
  'price_protection',
  'not_happy',
  'amount',
  'cancel',
] as const;
const Ask = Body({
  id: Uuid<CaseId>(),
  kind: Type.Enum(KINDS),
  reason: Type.String({ minLength: 1, maxLength: 60 }),
  words: Type.String({ maxLength: 500, default: '' }),
  photos: Type.Array(Uuid(), { maxItems: 6, default: [], uniqueItems: true }),
  lines: Type.Array(Line, { maxItems: 50 }),
  opened: Type.Optional(Type.Boolean()),
  swapSku: Type.Optional(Uuid<SkuId>()),
});
const One = Type.Object({ id: Uuid<OrderId>() });
const OneCase = Type.Object({ id: Uuid<OrderId>(), case: Uuid<CaseId>() });
const Stood = Type.Object({ state: Type.String() });
const Offers = Type.Object({
  lines: Type.Array(
    Type.Object({
      no: Type.Integer(),
      terms: Nullable(Terms),
      noReason: Nullable(
        Type.String({ description: 'Why seven days without a reason do not hold' }),
      ),
      kinds: Type.Array(
        Type.Object({
          kind: Type.String(),
          whyNot: Nullable(Type.String()),
          until: Nullable(Instant),
        }),
      ),
      fallFen: Nullable(Fen),
      swaps: Type.Array(
        Type.Object({
          sku: Uuid(),
          spec: Type.String(),
          specEn: Type.String(),
          moreFen: Type.Integer({
            description: 'A piece costs so much more than was paid, or less',
          }),
        }),
      ),
    }),
  ),
});

export const aftersalesRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/orders/:id/aftersales',
      {
        schema: {
          tags: ['shop'],
          summary: 'Ask something back; the caller makes the id',
          params: One,
          body: Ask,
          response: { 201: Type.Object({ id: Uuid(), state: Type.String() }), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { merchant, params, body: ask } = request;
        const made = await askAftersales(house.db, { merchant, order: params.id, member, ask });
        return reply.code(201).send({ id: made.id, state: made.state });
      },
    );

    app.get(
      '/orders/:id/aftersales',
      {
        schema: {
          tags: ['shop'],
          summary: 'My cases of this order',
          params: One,
          response: { 200: Type.Object({ items: Type.Array(CaseOut) }), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { id } = request.params;
        const items = await house.db.reading(request.merchant, (reader) =>
          findMyCases(reader, member, id),
        );
        if (items === null) throw new Refusal('not_found', 'orders.no_such_order');
        // To a member, staff are the store.
        const nameless = (step: (typeof items)[number]['steps'][number]) => ({ ...step, name: '' });
        return { items: items.map((one) => ({ ...one, steps: one.steps.map(nameless) })) };
      },
    );

    app.get(
      '/orders/:id/aftersales/offers',
      {
        schema: {
          tags: ['shop'],
          summary: 'What may be asked of each line, until when, and why not',
          params: One,
          response: { 200: Offers, ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const wish = { merchant: request.merchant, order: request.params.id, member };
        return { lines: await claimsOfOrder(house.db, wish) };
      },
    );
    stepRoutes(app as never, house);
    await app.register(memberPhotoRoutes(house));
  };

/** Her own steps: each done twice is done once. */
function stepRoutes(app: Parameters<FastifyPluginAsyncTypebox>[0], house: House): void {
  const stepped = (
    request: { merchant: StepCase['merchant']; params: { id: OrderId; case: CaseId } },
    member: StepCase['member'],
    to: StepCase['to'],
  ) => {
    const { id: order, case: one } = request.params;
    return stepCase(house.db, { merchant: request.merchant, order, case: one, member, to });
  };
  const schema = { tags: ['shop'], params: OneCase, response: { 200: Stood, ...problems } };
  app.post(
    '/orders/:id/aftersales/:case/withdrawal',
    { schema: { ...schema, summary: 'I do not want it back any more' } },
    async (request) => stepped(request, signedIn(request), { verb: 'withdrawn' }),
  );
  app.post(
    '/orders/:id/aftersales/:case/tracking',
    {
      schema: {
        ...schema,
        summary: 'The goods are on their way back',
        body: Body({ tracking: Type.String({ minLength: 4, maxLength: 60 }) }),
      },
    },
    async (request) => stepped(request, signedIn(request), { verb: 'sent_back', ...request.body }),
  );
  app.post(
    '/orders/:id/aftersales/:case/appeal',
    {
      schema: {
        ...schema,
        summary: 'Head office shall look at it, once',
        body: Body({ words: Type.String({ minLength: 1, maxLength: 500 }) }),
      },
    },
    async (request) => stepped(request, signedIn(request), { verb: 'appealed', ...request.body }),
  );
}
