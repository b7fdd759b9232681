/** What a plan costs, found by trying it on past orders, before it is published or asked for. */
import type { FastifyRequest } from 'fastify';
import type { Tried } from '../../flows/publish-policy.ts';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { before, days, instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findPastPortions } from '../../views/past-orders.ts';
import { reach } from '../staff-session.ts';
import { TRIED_MOST } from './trials.ts';
import { tryCommission } from './trials-plan.ts';

export const TRIED = days(30);

/** Null: rules of this kind cost nothing. */
export async function triedBefore(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  request: FastifyRequest,
  rule: { readonly kind: string; readonly node: NodeId; readonly body: unknown },
): Promise<Tried | null> {
  if (rule.kind !== 'commission') return null;
  const now = instantAt(clock.now());
  const branches = reach(request, 'policies.write');
  return db.reading(request.merchant, async (reader) => {
    const directory = await chain.directory(reader);
    chain.nodeWithin(directory, rule.node, branches);
    chain.mustFit(directory, { kind: 'commission', node: rule.node, body: rule.body }, now);
    const wish = { reach: branches, node: rule.node, since: before(now, TRIED), most: TRIED_MOST };
    const past = await findPastPortions(reader, wish);
    const { riseBps } = tryCommission(directory, rule, now, past).commission;
    return { body: rule.body, riseBps: Math.max(0, riseBps) };
  });
}
