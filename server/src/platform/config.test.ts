/** A setting that is wrong is named, and never quietly something else. */
import { expect, test } from 'vitest';
import { isLoopback, readConfig } from './config.ts';

test('without a wish it listens on this machine, on port 8080, with its own database', () => {
  expect(readConfig({}, [])).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    databaseUrl: undefined,
    empty: false,
    reset: false,
  });
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['PORT', '80.5'],
  ['POOL_SIZE', '-1'],
  ['DATABASE_URL', 'mysql://127.0.0.1/shop'],
  ['DATABASE_URL', 'shop'],
  ['PUBLIC_URL', 'shop.example'],
  ['CLOCK_START', 'yesterday'],
  ['MASTER_KEY', 'short'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by name', (name, value) => {
  const read = () => readConfig({ [name]: value }, []);
  expect(read).toThrow(expect.objectContaining({ reason: 'setting_wrong' }));
  expect(read).toThrow(name);
});

test('a flag that nobody knows is refused: a misspelt --reset must not look obeyed', () => {
  expect(() => readConfig({}, ['--rest'])).toThrow('--rest');
});

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.5', false],
  ['127.0.0.1.example.com', false],
])('only this machine reaches %s: %s', (host, alone) => {
  expect(isLoopback(host)).toBe(alone);
});
