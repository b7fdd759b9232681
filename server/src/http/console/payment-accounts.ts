/** Accounts at payment providers. A key goes in and never comes out: only its last four signs. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  accountsOfOutlet,
  changePaymentAccount,
  makePaymentAccount,
  probePaymentAccount,
  switchPaymentAccount,
  turnPaymentKeys,
} from '../../flows/keep-payment-accounts.ts';
import type { House, Neighbours } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { instantAt } from '../../kernel/time.ts';
import {
  ACCOUNT_FIELDS,
  ACCOUNT_MODES,
  type AccountId,
  CHANNELS,
} from '../../modules/payments/payments.ts';
import { findPaymentAccounts } from '../../views/payment-accounts.ts';
import { Body, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { deedOf } from '../staff-session.ts';

const tags = ['payment accounts'];
const config = { permission: 'accounts.write' } as const;
const grave = { ...config, fresh: true } as const;
const id = Uuid<AccountId>();
const Params = Type.Object({ id });
const Channel = Type.Enum([...CHANNELS]);
const name = Type.String({ minLength: 1, maxLength: 60 });
const Texts = Type.Record(
  Type.String({ pattern: '^[a-z][A-Za-z]{1,30}$' }),
  Type.String({ minLength: 1, maxLength: 8_000 }),
);
const Shown = Type.Record(Type.String(), Type.String());
const Row = Type.Object({
  id: Uuid(),
  node: Uuid(),
  nodeName: Type.String(),
  nodeKind: Type.String(),
  channel: Type.String(),
  mode: Type.String(),
  name: Type.String(),
  settings: Shown,
  facts: Shown,
  tails: Type.Record(Type.String(), Type.String(), {
    description: 'Which keys are set, each by its last four characters.',
  }),
  keysBy: Nullable(Type.String()),
  keysAt: Instant,
  oldKeysUntil: Nullable(Instant),
  madeAt: Instant,
  disabledAt: Nullable(Instant),
  captures: Type.Integer({ description: 'Payments that came through it.' }),
});
const Field = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['setting', 'fact', 'secret']),
  need: Type.Enum(['always', 'partner', 'may']),
});
const Done = { 204: Type.Null(), ...problems };
const fieldsOf = (channel: (typeof CHANNELS)[number]) =>
  ACCOUNT_FIELDS[channel].map(({ name: field, kind, need }) => ({ name: field, kind, need }));

export const paymentAccountRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/payment-accounts',
      {
        config,
        schema: {
          tags,
          summary: 'Accounts of my branches, head office first, and the fields of each channel',
          response: {
            200: Type.Object({
              items: Type.Array(Row),
              channels: Type.Array(Type.Object({ channel: Channel, fields: Type.Array(Field) })),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { merchant, branches } = deedOf(request, config.permission);
        const items = await house.db.reading(merchant, (r) => findPaymentAccounts(r, branches));
        const known = CHANNELS.filter(
          (channel) => channel !== 'sandbox' || house.payments.standard,
        );
        const channels = known.map((channel) => ({ channel, fields: fieldsOf(channel) }));
        return { items, channels };
      },
    );

    app.post(
      '/payment-accounts',
      {
        config: grave,
        schema: {
          tags,
          summary: 'A new account; its keys are sealed and never shown again',
          body: Body({
            id,
            node: Uuid<NodeId>(),
            channel: Channel,
            mode: Type.Enum([...ACCOUNT_MODES]),
            name,
            settings: Texts,
            keys: Texts,
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, config.permission);
        await makePaymentAccount(house, deed, request.body);
        return reply.code(201).send({ id: request.body.id });
      },
    );

    app.put(
      '/payment-accounts/:id',
      {
        config: grave,
        schema: {
          tags,
          summary: 'Another name, other numbers; keys stay',
          params: Params,
          body: Body({ name, settings: Texts }),
          response: Done,
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, config.permission);
        await changePaymentAccount(house, deed, { ...request.params, ...request.body });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/payment-accounts/:id/keys',
      {
        config: grave,
        schema: {
          tags,
          summary: 'New keys speak from now on; old ones still hear until a day',
          params: Params,
          body: Body({ keys: Texts, oldUntil: Nullable(Instant) }),
          response: Done,
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, config.permission);
        const { keys, oldUntil } = request.body;
        await turnPaymentKeys(house, deed, {
          ...request.params,
          keys,
          oldUntil: oldUntil === null ? null : instantAt(Date.parse(oldUntil)),
        });
        return reply.code(204).send(null);
      },
    );

    for (const [path, awake, summary] of [
      ['enable', true, 'Orders are paid through it again'],
      ['disable', false, 'Orders go to the next account up the path; refunds still go back'],
    ] as const)
      app.post(
        `/payment-accounts/:id/${path}`,
        { config: grave, schema: { tags, summary, params: Params, response: Done } },
        async (request, reply) => {
          const deed = deedOf(request, config.permission);
          await switchPaymentAccount(house, deed, request.params.id, awake);
          return reply.code(204).send(null);
        },
      );

    app.post(
      '/payment-accounts/:id/test',
      {
        config,
        schema: {
          tags,
          summary: 'Ask the provider whether it knows us; no money moves',
          params: Params,
          response: {
            200: Type.Object({ well: Type.Boolean(), why: Nullable(Type.String()) }),
            ...problems,
          },
        },
      },
      async (request) => {
        const deed = deedOf(request, config.permission);
        const why = await probePaymentAccount(house, deed, request.params.id);
        return { well: why === null, why };
      },
    );

    app.get(
      '/outlets/:id/payment-accounts',
      {
        config,
        schema: {
          tags,
          summary: 'Which accounts an order of this outlet would go through',
          params: Type.Object({ id: Uuid<NodeId>() }),
          response: {
            200: Type.Object({
              accounts: Type.Array(
                Type.Object({ id: Uuid(), channel: Channel, name: Type.String(), node: Uuid() }),
              ),
              ownOnly: Type.Boolean({
                description: 'It sells stock of its own: head office’s accounts do not count.',
              }),
              standard: Nullable(Type.String({ description: 'Of the installation, else.' })),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const deed = deedOf(request, config.permission);
        const { accounts, ownOnly } = await accountsOfOutlet(house, deed, request.params.id);
        const standard = house.payments.at(request.hostname)?.name ?? null;
        return { accounts: [...accounts], ownOnly, standard: ownOnly ? null : standard };
      },
    );
  };
