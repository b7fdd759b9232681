/** How much one address may ask: its questions are counted apart from its pictures. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { openHouse } from '../../test/house.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let app: Awaited<ReturnType<typeof buildApp>>;
beforeAll(async () => {
  house = await openHouse();
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 4 });
});
afterAll(async () => {
  await app?.close();
  await house?.close();
});

const statuses = async (url: string, times: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let n = 0; n < times; n += 1) seen.push((await app.inject({ url })).statusCode);
  return seen;
};

test('[G4] a page full of pictures does not use up what an address may ask, and has a limit, too', async () => {
  expect(await statuses('/pictures/storefront.svg', 12)).toEqual(Array(12).fill(200));
  expect(await statuses('/health', 5)).toEqual([200, 200, 200, 200, 429]);
  const more = await statuses('/pictures/storefront.svg', 30);
  expect([more[0], more.at(-1)]).toEqual([200, 429]);
});
