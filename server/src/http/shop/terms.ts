/**
 * What an outlet offers to whoever buys or passes on: savings, and the rewards of a shared sale.
 */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import { promotionsAt, standing } from '../../modules/pricing/pricing.ts';
import { findVersions } from '../../platform/version.ts';
import { Fen, problems, Uuid } from '../schema.ts';

const Terms = Type.Object({
  inviteeFen: Type.Integer({ description: 'For the first order of somebody who was invited' }),
  sharerBps: Type.Integer({ description: 'Of what is paid, for the neighbour who passed it on' }),
  promotions: Type.Array(Type.Object({ name: Type.String(), thresholdFen: Fen, offFen: Fen })),
});

export function termRoutes({ db }: House): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/outlets/:id/terms',
      {
        schema: {
          tags: ['shop'],
          summary: 'Savings that stand here now, and what sharing brings',
          params: Type.Object({ id: Uuid<OutletId>() }),
          response: { 200: Terms, ...problems },
        },
      },
      (request) =>
        db.reading(request.merchant, async (reader) => {
          const directory = await chain.directory(reader);
          const outlet = directory.outlet(request.params.id);
          if (outlet === null) throw new Refusal('not_found', 'chain.no_such_outlet');
          const { pricing } = await findVersions(reader);
          const { path } = outlet;
          const { now } = reader;
          const held = standing(await promotionsAt(reader, pricing), path, now);
          const { body: referral } = chain.policyInForce(directory, 'referral', path, now);
          const { body: plan } = chain.policyInForce(directory, 'commission', path, now);
          return {
            inviteeFen: referral.inviteeRewardFen,
            sharerBps: plan.bps.sharer1,
            promotions: held
              .map(({ name, thresholdFen, offFen }) => ({ name, thresholdFen, offFen }))
              .sort((a, b) => a.thresholdFen - b.thresholdFen),
          };
        }),
    );
  };
}
