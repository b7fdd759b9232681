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

test('[G5] a turned master key needs the one before, and the one of the indexes', () => {
  const [older, newer] = ['0a'.repeat(32), '0b'.repeat(32)];
  const turned = { MASTER_KEY: newer, MASTER_KEY_OLD: older, INDEX_KEY: older };
  expect(readConfig(turned, [])).toMatchObject({ masterKeyOld: older, indexKey: older });
  expect(() => readConfig({ ...turned, INDEX_KEY: '' }, [])).toThrow('INDEX_KEY');
  expect(() => readConfig({ ...turned, MASTER_KEY: '' }, [])).toThrow('MASTER_KEY');
});

test('a flag that nobody knows is refused: a misspelt --reset must not look obeyed', () => {
  expect(() => readConfig({}, ['--rest'])).toThrow('--rest');
});

const PAY = {
  WECHAT_PAY_HOST: 'shop.example.com',
  WECHAT_PAY_APP_ID: 'wx1',
  WECHAT_PAY_MCHID: '1900000001',
  WECHAT_PAY_SERIAL: 'AB',
  WECHAT_PAY_PRIVATE_KEY: 'pem',
  WECHAT_PAY_API_KEY: 'k',
};
test('[B12] WeChat Pay: all of an account or none, a public key with its id, a sub-merchant with its partner', () => {
  expect(readConfig({}, []).neighbours.wechatPay).toBeUndefined();
  const account = {
    host: 'shop.example.com',
    app: 'wx1',
    mchid: '1900000001',
    serial: 'AB',
    privateKey: 'pem',
    apiKey: 'k',
  };
  expect(readConfig(PAY, []).neighbours.wechatPay).toEqual(account);
  const more = {
    WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
    WECHAT_PAY_PUBLIC_KEY: 'pem',
    WECHAT_PAY_SUB_MCHID: '1900000002',
    WECHAT_PAY_SUB_APP_ID: 'wx2',
  };
  expect(readConfig({ ...PAY, ...more }, []).neighbours.wechatPay).toEqual({
    ...account,
    publicKey: { id: 'PUB_KEY_ID_1', pem: 'pem' },
    sub: { mchid: '1900000002', app: 'wx2' },
  });
  for (const [environment, named] of [
    [{ WECHAT_PAY_MCHID: '1' }, 'WECHAT_PAY_HOST'],
    [{ ...PAY, WECHAT_PAY_API_KEY: ' ' }, 'WECHAT_PAY_API_KEY'],
    [{ ...PAY, WECHAT_PAY_PUBLIC_KEY: 'pem' }, 'WECHAT_PAY_PUBLIC_KEY_ID'],
    [{ ...PAY, WECHAT_PAY_SUB_APP_ID: 'wx2' }, 'WECHAT_PAY_SUB_MCHID'],
    [{ WECHAT_PAY_SUB_MCHID: '1' }, 'WECHAT_PAY_HOST'],
  ] as const) {
    expect(() => readConfig(environment, [])).toThrow(named);
  }
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
