/** Attack 66: addresses that other people write down never lead inward. */
import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wayOut } from './webhook.ts';

let port: number;
let connections = 0;
const canary = createServer((_request, answer) => answer.end('inside'));
canary.on('connection', () => {
  connections += 1;
});
beforeAll(async () => {
  await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
  port = (canary.address() as AddressInfo).port;
});
afterAll(() => void canary.close());

const message = (url: string) => ({ url, headers: {}, body: '{}' });
const INWARD = [
  '127.0.0.1',
  '127.1',
  '127.0.0.1.',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  'localhost',
  'LOCALHOST',
  'a.localhost',
  'printer.local',
  'metadata.google.internal',
  'intranet',
  '１２７.０.０.１',
  '127。0。0。1',
];
const SHAPES = [
  (host: string) => `https://${host}/`,
  (host: string) => `https://${host}:8443/hook?x=1`,
  (host: string) => `http://${host}:${port}/`,
  (host: string) => `https://user@${host}/`,
  (host: string) => `https://example.com@${host}/`,
  (host: string) => `https://${host}:5432/`,
];

test('[G4] attack-66: 200 spellings, and the canary inside sees nobody', async () => {
  const out = wayOut();
  const tried = INWARD.flatMap((host) => SHAPES.map((shape) => shape(host)));
  tried.push('file:///etc/passwd', 'gopher://127.0.0.1/', 'ftp://127.0.0.1/', 'https://', 'x', '');
  tried.push('https://example.com:5432/', 'http://example.com/', 'https://a:b@example.com/');
  expect(tried.length).toBeGreaterThan(200);
  for (const url of tried) {
    expect(out.objectionTo(url), url).not.toBeNull();
    expect(await out.post(message(url)), url).toHaveProperty('error');
  }
  expect(connections).toBe(0);
  await out.close();
});

/** What a name means is said by the test, first to last, the last for ever. */
const naming = (...answers: readonly LookupAddress[][]) => {
  let asked = 0;
  const resolve = (_name: string, answer: (e: null, found: LookupAddress[]) => void): void => {
    asked += 1;
    answer(null, answers[Math.min(asked, answers.length) - 1]!);
  };
  return { resolve, asked: () => asked };
};
const v4 = (address: string): LookupAddress => ({ address, family: 4 });

test('[G4] attack-66: a name that means an inner address, or one of several, is not visited', async () => {
  for (const found of [
    [v4('127.0.0.1')],
    [v4('93.184.215.14'), v4('127.0.0.1')],
    [{ address: '::ffff:127.0.0.1', family: 6 }],
    [],
  ]) {
    const out = wayOut({ resolve: naming(found).resolve, timeoutMs: 500 });
    const outcome = await out.post(message(`https://rebind.example/`));
    expect(outcome, JSON.stringify(found)).toEqual({ error: 'leads inward' });
    await out.close();
  }
  expect(connections).toBe(0);
});

test('[G4] attack-66: a name is asked for once a connection, and what was looked at is used', async () => {
  // A documentation address that nobody answers: what matters is that the inner one is not dialled.
  const names = naming([v4('192.0.2.1')], [v4('127.0.0.1')]);
  const out = wayOut({ resolve: names.resolve, timeoutMs: 300 });
  await out.post(message('https://rebind.example:8443/'));
  expect(names.asked()).toBe(1);
  expect(connections).toBe(0);
  await out.close();
});

test('[G4] the exception of tests lets through that host alone', async () => {
  const out = wayOut({ mayReach: ['127.0.0.1'] });
  expect(await out.post(message(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 200 });
  expect(connections).toBe(1);
  expect(out.objectionTo('https://127.0.0.2/')).toBe('inward');
  expect(out.objectionTo('ftp://127.0.0.1/')).toBe('scheme');
  await out.close();
});
