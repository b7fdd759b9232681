/**
 * attack-72: after a day of use at the loudest level the log, every error body and every address
 * that we answered with are searched for the twenty phones, the tokens, codes and names that went
 * through: none may be there.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { TOTP } from 'otpauth';
import { buildApp } from '../src/app.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { HOST, PASSWORD, seatChain, type ChainCast } from './cast.ts';
import { NOW, openHouse, type House } from './house.ts';

const PHONES = Array.from({ length: 20 }, (_, i) => `1380072${String(1_000 + i * 37).slice(0, 4)}`);
const NAME = '欧阳若彤七十二';
const DOOR = '云栖弄 72 号 1702';

let house: House;
let cast: ChainCast;
let app: FastifyInstance;
const log: string[] = [];
const errors: string[] = [];
const places: string[] = [];
const secrets = new Set<string>([...PHONES, NAME, DOOR, PASSWORD]);
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  const logTo = { write: (line: string) => void log.push(line) };
  app = await buildApp(house, { logLevel: 'trace', logTo, requestsPerMinute: 0 });
});
afterAll(async () => {
  await app?.close();
  await house?.close();
});

async function ask(method: string, url: string, payload?: object, headers: object = {}) {
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers: { host: HOST, ...headers } as Record<string, string>,
    ...(payload && { payload }),
  });
  if (answer.statusCode >= 400) errors.push(answer.body);
  if (answer.headers.location !== undefined) places.push(String(answer.headers.location));
  return answer;
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function lives(phone: string): Promise<void> {
  await ask('POST', '/api/shop/codes', { phone });
  const inbox = (await ask('GET', `/sim/sms.json?phone=${phone}`)).json();
  const { code } = inbox.items[0];
  const agreement = { terms: true, privacy: true, marketing: false, showName: true };
  const wish = { phone, name: NAME, agreement: { ...agreement, textVersion: '1' }, keep: 'token' };
  await ask('POST', '/api/shop/session/phone', {
    ...wish,
    code: code === '000000' ? '1' : '000000',
  });
  const { token } = (await ask('POST', '/api/shop/session/phone', { ...wish, code })).json();
  secrets.add(token);
  const place = { district: '西湖区', complexId: null, lat: 30.28, lng: 120.06, isDefault: true };
  const address = { name: NAME, phone, detail: DOOR, ...place };
  const at = `/api/shop/addresses/${newUuid(NOW)}`;
  expect((await ask('PUT', at, address, bearer(token))).statusCode).toBe(204);
  await ask('PUT', at, { ...address, phone: `${phone}9` }, bearer(token)); // refused by the schema
  await ask('PUT', at, { ...address, complexId: newUuid(NOW) }, bearer(token));
  await ask('GET', `/api/shop/${phone}`, undefined, bearer(token));
  await ask('DELETE', '/api/shop/session', undefined, bearer(token));
  await ask('GET', '/api/shop/me', undefined, bearer(token));
}

async function works(): Promise<void> {
  const come = (more: object) =>
    ask('POST', '/api/console/session', { login: 'lin-guodong', keep: 'token', ...more });
  await come({ password: 'wrong-basket-72' });
  secrets.add('wrong-basket-72');
  const { token } = (await come({ password: PASSWORD })).json();
  secrets.add(token);
  const { secret } = (
    await ask('POST', '/api/console/session/factor', {}, bearer(token))
  ).json() as { secret: string };
  secrets.add(secret);
  const code = new TOTP({ secret }).generate({ timestamp: house.clock.now() });
  const confirmed = await ask(
    'POST',
    '/api/console/session/factor/confirm',
    { code },
    bearer(token),
  );
  for (const each of confirmed.json().codes) secrets.add(each);
  await come({ password: PASSWORD, code: confirmed.json().codes[0] });
  const form = { id: newUuid(NOW), name: 'ERP', scopes: ['members.read'], nodeId: cast.hq };
  const { key } = (await ask('POST', '/api/console/api-keys', form, bearer(token))).json();
  secrets.add(key);
  await ask('GET', '/api/open/v1/orders', undefined, bearer(key));
  for (const phone of PHONES.slice(0, 3)) {
    await ask('GET', `/api/console/search?q=${phone}`, undefined, bearer(token));
    await ask('GET', `/api/console/member-list?text=${phone}&nothing=1`, undefined, bearer(token));
  }
  await ask('GET', '/api/console/exports/members.csv?reason=audit', undefined, bearer(token));
}

test('[G5] attack-72: no phone, name, door, token, code or password is in the log, an error or an address', async () => {
  for (const phone of PHONES) await lives(phone);
  await works();
  expect(log.length).toBeGreaterThan(200);
  expect(log.join('')).toContain('/1**********'); // phones came by, and were struck out
  expect(errors.length).toBeGreaterThan(60);
  const all = { log: log.join('\n'), errors: errors.join('\n'), places: places.join('\n') };
  const found = [...secrets].flatMap((secret) =>
    Object.entries(all)
      .filter(([, text]) => text.includes(secret))
      .map(([where, text]) => {
        const at = text.indexOf(secret);
        return `${where}: ${text.slice(Math.max(0, at - 80), at + 60)}`;
      }),
  );
  expect(found).toEqual([]);
});
