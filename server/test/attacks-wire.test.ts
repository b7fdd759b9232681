/** Attacks below the routes: verbs, paths, doubled keys, and answers that say too much. */
import { connect as dial } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { seatChain, type ChainCast } from './cast.ts';
import { openHouse, type House } from './house.ts';

let house: House;
let cast: ChainCast;
let app: FastifyInstance;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const STAFF = '/api/console/staff';
/** Byte by byte as written: no client that would tidy the path. */
async function raw(request: string): Promise<{ status: number; text: string }> {
  const { port } = app.server.address() as AddressInfo;
  const socket = dial(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => (text += part));
  socket.write(request);
  await new Promise<void>((done, fail) => socket.on('close', () => done()).on('error', fail));
  return { status: Number(/^HTTP\/1.1 (\d{3})/.exec(text)?.[1]), text };
}
const wish = (method: string, path: string, more: string[] = [], host = cast.host): string =>
  [`${method} ${path} HTTP/1.1`, `host: ${host}`, 'connection: close', ...more, '', ''].join(
    '\r\n',
  );

test('[G1] attack-51: no spelling of a path and no verb opens a closed door', async () => {
  const spellings = [
    `/${STAFF}`,
    `${STAFF}/`,
    `${STAFF}.`,
    `${STAFF}%00`,
    '/api/console//staff',
    '/api/console/./staff',
    '/api/shop/../console/staff',
    '/api/console/%73taff',
    '/api/%2e%2e/api/console/staff',
    '/API/console/staff',
    `http://${cast.host}${STAFF}`,
  ];
  const name = '王敏';
  for (const path of spellings)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']) {
      const { status, text } = await raw(wish(method, path, ['content-length: 0']));
      const isPage = /content-type: text\/html/i.test(text);
      expect(status >= 400 || isPage, `${method} ${path} ${status}`).toBe(true);
      expect(text).not.toContain(name);
      expect(status, `${method} ${path}`).toBeLessThan(500);
    }
});

test('[G1] attack-51: a verb in a header is not a verb', async () => {
  const { authorization } = cast.as('lin-guodong');
  const session = { ...cast.as('lin-guodong') };
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const url = '/api/console/session';
    const answer = await app.inject({ url, headers: { ...session, [header]: 'DELETE' } });
    expect(answer.statusCode).toBe(200);
  }
  const still = await app.inject({ url: STAFF, headers: { host: cast.host, authorization } });
  expect(still.statusCode).toBe(200);
  const body = 'x=1&_method=DELETE';
  const form = await raw(
    wish('POST', '/api/console/session', [
      'content-type: application/x-www-form-urlencoded',
      `content-length: ${body.length}`,
    ]) + body,
  );
  expect(form.status).toBe(415);
});

test('[G1] attack-51: HEAD is decided like GET and says nothing more', async () => {
  const headers = cast.as('lin-guodong');
  for (const [url, sent] of [
    [STAFF, headers],
    [STAFF, { host: cast.host }],
    ['/api/console/nothing', headers],
    ['/api/shop/home', { host: cast.host }],
  ] as const) {
    const get = await app.inject({ url, headers: sent });
    const head = await app.inject({ method: 'HEAD', url, headers: sent });
    expect(head.statusCode, url).toBe(get.statusCode);
    expect(head.body).toBe('');
  }
});

test('[G1] attack-51: doubled keys, in a query refused, in JSON one decision', async () => {
  const headers = cast.as('lin-guodong');
  for (const query of ['count=5&count=100', 'text=a&text=b', 'count[]=5', 'count[a]=1']) {
    const answer = await app.inject({ url: `${STAFF}?${query}`, headers });
    expect(answer.statusCode, query).toBe(400);
  }
  // Checked and used is the same value, the last: nobody in between reads the first.
  const send = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/shop/codes',
      headers: { host: cast.host, 'content-type': 'application/json', 'x-quandian': '1' },
      payload,
    });
  expect((await send('{"phone":"13800002041","phone":"1"}')).statusCode).toBe(400);
  expect((await send('{"phone":"1","phone":"13800002041"}')).statusCode).toBeLessThan(300);
});

test('[G1] every answer is armed, and personal data is kept by no cache', async () => {
  const headers = cast.as('lin-guodong');
  for (const url of [STAFF, '/api/shop/home', '/docs/', '/health', '/api/nothing']) {
    const answer = await app.inject({ url, headers });
    expect(answer.headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
    expect(answer.headers['content-security-policy'], url).not.toContain('http');
    expect(answer.headers['x-content-type-options'], url).toBe('nosniff');
    expect(answer.headers['request-id'], url).toMatch(/^[0-9a-f]{12}$/);
    if (url.startsWith('/api/console')) expect(answer.headers['cache-control']).toBe('no-store');
  }
  const ids = await Promise.all([1, 2].map(() => app.inject({ url: '/health', headers })));
  expect(ids[0]!.headers['request-id']).not.toBe(ids[1]!.headers['request-id']);
});

test('[G1] attack-50: what shoppers and guides are told has no name that is nobody’s business', () => {
  const { paths } = app.swagger() as { paths: Record<string, Record<string, any>> };
  const FORBIDDEN = /(hash|secret|token$|openid|unionid|costFen|passwordHash|enc$)/i;
  const told: string[] = [];
  const look = (schema: any, at: string): void => {
    if (schema === null || typeof schema !== 'object') return;
    for (const [name, each] of Object.entries(schema.properties ?? {})) {
      if (FORBIDDEN.test(name)) told.push(`${at} ${name}`);
      look(each, at);
    }
    look(schema.items, at);
    for (const part of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) look(part, at);
  };
  for (const [path, methods] of Object.entries(paths))
    if (/^\/api\/(shop|work)\//.test(path))
      for (const [method, operation] of Object.entries(methods))
        for (const response of Object.values<any>(operation.responses))
          look(response.content?.['application/json']?.schema, `${method} ${path}`);
  // One's own session, the seal of one's own quote and one's own pick-up square; costs by permission.
  const ALLOWED =
    /\/(session|quote|stock|sessions|session\/\w+|staff)( |\/|$)|\/parcels\/|quote(Token)?$|\/orders\/\{id\} token$/;
  expect(told.filter((each) => !ALLOWED.test(each))).toEqual([]);
});
