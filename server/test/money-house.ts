/** A house with an app, a till and people signed in, for money over HTTP; slow wire when wished. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import type { MemberId } from '../src/kernel/id.ts';
import { meetNeighbours, sandboxCallback, type Met } from '../src/neighbours.ts';
import type { NeighbourSettings } from '../src/platform/config.ts';
import { hashOf, newToken } from '../src/platform/secret.ts';
import { seatChain } from './cast.ts';
import { seatMoney, type MoneyCast } from './cast-orders.ts';
import { openHouse, type House } from './house.ts';
import { openProxy } from './proxy.ts';
import { openTill, type Till } from './till.ts';

export interface MoneyHouse {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly cast: MoneyCast;
  readonly till: Till;
  /** The sandbox and its channel, as the app's own neighbours have them. */
  readonly met: Met;
  /** The next COMMIT is heard, and its answer is not; only where the line is slow. */
  cutAfterCommit(): void;
  /** Headers of a signed-in member. */
  member(id: MemberId): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * @param delayMs each way between house and database; 0: the straight line.
 * @param neighbours accounts at others, as an installation sets them
 */
export async function openMoneyHouse(
  delayMs = 0,
  neighbours: NeighbourSettings = {},
): Promise<MoneyHouse> {
  let proxy: Awaited<ReturnType<typeof openProxy>> | null = null;
  if (delayMs > 0) {
    proxy = await openProxy(process.env.TEST_SERVER!, 0);
  }
  const through = proxy === null ? {} : { through: proxy.through };
  const house = await openHouse({ ...through, poolSize: 25 });
  const cast = await seatMoney(house, await seatChain(house));
  const app = await buildApp(house, {
    requestsPerMinute: 0,
    logLevel: process.env.TEST_LOG ?? 'silent',
    neighbours,
  });
  const host = cast.chain.host;
  const met = meetNeighbours(house, neighbours, async (notification) => {
    const { headers, body } = notification;
    const wish = { method: 'POST', url: sandboxCallback(notification) } as const;
    return (await app.inject({ ...wish, headers: { ...headers, host }, payload: body })).statusCode;
  });
  if (proxy !== null) proxy.delayMs = delayMs;
  return {
    house,
    app,
    cast,
    till: openTill(house, cast),
    met,
    cutAfterCommit: () => proxy!.cutAfterCommit(),
    async member(id) {
      const token = newToken();
      await house.owner.query(
        `insert into members.session (merchant_id, token_hash, member_id, made_at, ends_at)
         values ($1, $2, $3, $4, $5)`,
        [
          cast.chain.merchant,
          hashOf(token),
          id,
          new Date(house.clock.now()),
          new Date(house.clock.now() + 400 * 86_400_000),
        ],
      );
      return { host, authorization: `Bearer ${token}` };
    },
    async close() {
      await met.close();
      await app.close();
      await house.close();
      await proxy?.close();
    },
  };
}
