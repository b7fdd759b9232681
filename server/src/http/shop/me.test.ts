/** What a member tells of herself, over HTTP: consents and addresses, hers alone. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST, seatChain } from '../../../test/cast.ts';
import { openHouse, type House } from '../../../test/house.ts';
import { Shopper } from '../../../test/shopper.ts';
import { buildApp } from '../../app.ts';
import { newUuid } from '../../platform/uuid.ts';

let house: House;
let app: FastifyInstance;
let nextPhone = 13_600_000_000;
beforeAll(async () => {
  house = await openHouse();
  await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const shopper = () => new Shopper(app, HOST);
const phone = () => String((nextPhone += 1));
const said = (answer: { statusCode: number; json: () => { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];

test('[D1] marketing is withdrawn as easily as given, toward both controllers', async () => {
  const who = shopper();
  await who.enter(phone());
  const url = '/api/shop/me/consents/marketing';
  await who.send({ method: 'PUT', url, payload: { textVersion: '1' } });
  const standing = async () => {
    const { consents } = (await who.send({ url: '/api/shop/me' })).json();
    return consents.filter(
      (each: { purpose: string; withdrawnAt: string | null }) =>
        each.purpose === 'marketing' && each.withdrawnAt === null,
    ).length;
  };
  expect(await standing()).toBe(2);
  expect((await who.send({ method: 'DELETE', url })).statusCode).toBe(204);
  expect(await standing()).toBe(0);
});

test('attack-49 attack-50: unknown fields refused, another’s address not found, no number out', async () => {
  const [mine, theirs] = [shopper(), shopper()];
  const number = phone();
  await mine.enter(number);
  await theirs.enter(phone());
  const id = newUuid(house.clock.now());
  const body = {
    name: '陈静',
    phone: number,
    detail: '1 幢 101',
    district: '',
    complexId: null,
    lat: 30.2,
    lng: 120.1,
    isDefault: false,
  };
  const put = (who: Shopper, payload: object) =>
    who.send({ method: 'PUT', url: `/api/shop/addresses/${id}`, payload });
  for (const field of ['memberId', 'merchantId', 'isAdmin', '__proto__', 'constructor']) {
    const payload = JSON.parse(`{${JSON.stringify(body).slice(1, -1)},"${field}":"x"}`);
    expect((await put(mine, payload)).statusCode).toBe(400);
  }
  const nowhere = newUuid(house.clock.now());
  const unknown = [422, 'chain.no_such_complex'];
  expect(said(await put(mine, { ...body, complexId: nowhere }))).toEqual(unknown);
  const moved = { name: '陈静', complexId: nowhere };
  const patched = await mine.send({ method: 'PATCH', url: '/api/shop/me', payload: moved });
  expect(said(patched)).toEqual(unknown);
  expect((await put(mine, body)).statusCode).toBe(204);
  expect(said(await put(theirs, body))).toEqual([404, 'members.no_such_address']);
  const removed = await theirs.send({ method: 'DELETE', url: `/api/shop/addresses/${id}` });
  expect(said(removed)).toEqual([404, 'members.no_such_address']);
  for (const url of ['/api/shop/me', '/api/shop/addresses'])
    expect((await mine.send({ url })).body).not.toContain(number);
  const foreign = await mine.send({
    method: 'PATCH',
    url: '/api/shop/me',
    payload: { name: 'x', complexId: null },
    headers: { 'x-quandian': '' },
  });
  expect(said(foreign)).toEqual([403, 'http.foreign_page']);
});
