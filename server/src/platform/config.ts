/**
 * What the person who starts the program may wish, from environment and command line, in one typed
 * place. Nobody else reads the environment.
 */
import { resolve } from 'node:path';
import type { BackupPlace } from './backup/journal.ts';
import { Halt } from './halt.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Everything that this installation keeps outside of an external database. */
  readonly folder: string;
  /** Undefined: the built-in PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /**
   * A sign-in that may only be quandian_app; undefined: the owner's, who then takes on the role.
   */
  readonly databaseAppUrl: string | undefined;
  /** Of the built-in PostgreSQL; 0: any that is free. */
  readonly databasePort: number;
  readonly poolSize: number;
  /** Tests and demos may live at another time. */
  readonly clockStart: number | undefined;
  readonly demoSeed: number;
  /** 64 hexadecimal digits; undefined: drawn on first start and kept in the folder. */
  readonly masterKey: string | undefined;
  /** The key before: read with until everything is sealed anew. */
  readonly masterKeyOld: string | undefined;
  /** What blind indexes were made under, once that is no longer the master key. */
  readonly indexKey: string | undefined;
  /** Where the outside finds us, for links in messages and posters; undefined: as asked for. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  /** A stream that ends when the program that launched us is gone. */
  readonly launcherStream: number | undefined;
  /** Of whoever may read `/metrics`; undefined: nobody, and there are none. */
  readonly metricsToken: string | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** No demo: a set-up page for one's own chain. */
  readonly empty: boolean;
  readonly reset: boolean;
  readonly yes: boolean;
  readonly neighbours: NeighbourSettings;
  /** Full copies and the journal of the built-in database; undefined: none are kept. */
  readonly backup: BackupPlace | undefined;
}

/** Accounts at others, in production. What is not set is refused in words where it is needed. */
export interface NeighbourSettings {
  readonly sms?: {
    readonly secretId: string;
    readonly secretKey: string;
    readonly sdkAppId: string;
    readonly signName: string;
    readonly codeTemplate: string;
  };
  readonly wechat?: { readonly app: string; readonly secret: string };
  readonly wechatPay?: WechatPayAccount;
  /** Where platforms of payment are, by channel; only a test says so. Absent: the real ones. */
  readonly bases?: Readonly<Record<string, string>>;
}
export interface WechatPayAccount {
  /** Whose shop it is: the host by which buyers come, and at which the platform tells. */
  readonly host: string;
  readonly app: string;
  readonly mchid: string;
  /** Of the API certificate. */
  readonly serial: string;
  readonly privateKey: string;
  readonly apiKey: string;
  /** Absent: the platform's certificates, which it sends. */
  readonly publicKey?: { readonly id: string; readonly pem: string };
  /** We are a partner, and the shop is this sub-merchant's. */
  readonly sub?: { readonly mchid: string; readonly app?: string };
  /** Of the platform; undefined: the real one. Only a test says otherwise. */
  readonly base?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
const FLAGS = ['--empty', '--reset', '--yes'];

/** @throws Halt `setting_wrong`, naming the first that is. */
export function readConfig(environment: Environment, flags: readonly string[]): Config {
  const unknown = flags.find((flag) => !FLAGS.includes(flag));
  if (unknown !== undefined) throw wrong(unknown, FLAGS.join(' '));
  const words = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const whole = (name: string, otherwise: number, max: number): number => {
    const value = Number(words(name) ?? otherwise);
    if (Number.isInteger(value) && value >= 0 && value <= max) return value;
    throw wrong(name, `0–${max}`);
  };
  const url = (name: string, kinds: readonly string[]): string | undefined => {
    const value = words(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && kinds.includes(new URL(value).protocol)) return value;
    throw wrong(name, `${kinds[0]}//…`);
  };
  const clock = words('CLOCK_START');
  if (clock !== undefined && Number.isNaN(Date.parse(clock))) {
    throw wrong('CLOCK_START', '2026-03-14T22:40:00+08:00');
  }
  const logLevel = (words('LOG_LEVEL') ?? 'warn') as Config['logLevel'];
  if (!LEVELS.includes(logLevel)) throw wrong('LOG_LEVEL', LEVELS.join(' '));
  return {
    host: words('HOST') ?? '127.0.0.1',
    port: whole('PORT', 8080, 65_535),
    folder: resolve(words('DATA_DIR') ?? resolve(import.meta.dirname, '../../../data')),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseAppUrl: url('DATABASE_APP_URL', ['postgres:', 'postgresql:']),
    databasePort: whole('DATABASE_PORT', 0, 65_535),
    poolSize: whole('POOL_SIZE', 10, 1_000),
    clockStart: clock === undefined ? undefined : Date.parse(clock),
    demoSeed: whole('DEMO_SEED', 1, 2 ** 31),
    ...keysIn(words),
    publicUrl: url('PUBLIC_URL', ['https:', 'http:']),
    trustProxy: words('TRUST_PROXY') === '1',
    launcherStream:
      words('LAUNCHER_STREAM') === undefined ? undefined : whole('LAUNCHER_STREAM', 3, 9),
    logLevel,
    metricsToken: words('METRICS_TOKEN'),
    empty: flags.includes('--empty'),
    reset: flags.includes('--reset'),
    yes: flags.includes('--yes'),
    neighbours: neighboursIn(words),
    backup: backupIn(words, whole),
  };
}

/** A turned key without the one of the indexes would find nobody, and take all for new people. */
function keysIn(words: (name: string) => string | undefined) {
  const key = (name: string): string | undefined => {
    const value = words(name);
    if (value === undefined || /^[0-9a-f]{64}$/i.test(value)) return value;
    throw wrong(name, '64 × 0–9 a–f');
  };
  const masterKeyOld = key('MASTER_KEY_OLD');
  const [masterKey, indexKey] = [key('MASTER_KEY'), key('INDEX_KEY')];
  if (masterKeyOld !== undefined && masterKey === undefined)
    throw wrong('MASTER_KEY', 'MASTER_KEY_OLD + MASTER_KEY');
  if (masterKeyOld !== undefined && indexKey === undefined)
    throw wrong('INDEX_KEY', 'MASTER_KEY_OLD + INDEX_KEY');
  return { masterKey, masterKeyOld, indexKey };
}

/** A key without a folder is no wish; a folder without a key would lay everything open. */
function backupIn(
  words: (name: string) => string | undefined,
  whole: (name: string, otherwise: number, max: number) => number,
): BackupPlace | undefined {
  const folder = words('BACKUP_DIR');
  if (folder === undefined) return undefined;
  const key = words('BACKUP_KEY') ?? '';
  if (!/^[0-9a-f]{64}$/i.test(key)) throw wrong('BACKUP_KEY', '64 × 0–9 a–f');
  const keep = Math.max(1, whole('BACKUP_KEEP', 7, 1_000));
  return { folder: resolve(folder), key: Buffer.from(key, 'hex'), keep };
}

/** Of an account either everything is set or nothing. */
function neighboursIn(words: (name: string) => string | undefined): NeighbourSettings {
  const account = <Key extends string>(names: Readonly<Record<Key, string>>) => {
    const keys = Object.keys(names) as Key[];
    if (keys.every((key) => words(names[key]) === undefined)) return undefined;
    const said = keys.map((key) => {
      const value = words(names[key]);
      if (value === undefined) throw wrong(names[key], '…');
      return [key, value] as const;
    });
    return Object.fromEntries(said) as Record<Key, string>;
  };
  const sms = account({
    secretId: 'SMS_SECRET_ID',
    secretKey: 'SMS_SECRET_KEY',
    sdkAppId: 'SMS_SDK_APP_ID',
    signName: 'SMS_SIGN_NAME',
    codeTemplate: 'SMS_CODE_TEMPLATE',
  });
  const wechat = account({ app: 'WECHAT_APP_ID', secret: 'WECHAT_APP_SECRET' });
  const pay = account({
    host: 'WECHAT_PAY_HOST',
    app: 'WECHAT_PAY_APP_ID',
    mchid: 'WECHAT_PAY_MCHID',
    serial: 'WECHAT_PAY_SERIAL',
    privateKey: 'WECHAT_PAY_PRIVATE_KEY',
    apiKey: 'WECHAT_PAY_API_KEY',
  });
  const publicKey = account({ id: 'WECHAT_PAY_PUBLIC_KEY_ID', pem: 'WECHAT_PAY_PUBLIC_KEY' });
  const [mchid, app] = [words('WECHAT_PAY_SUB_MCHID'), words('WECHAT_PAY_SUB_APP_ID')];
  if (app !== undefined && mchid === undefined) throw wrong('WECHAT_PAY_SUB_MCHID', '…');
  const sub = mchid === undefined ? undefined : { mchid, ...(app && { app }) };
  if (pay === undefined && (publicKey ?? sub) !== undefined) throw wrong('WECHAT_PAY_HOST', '…');
  const wechatPay = pay && { ...pay, ...(publicKey && { publicKey }), ...(sub && { sub }) };
  return { ...(sms && { sms }), ...(wechat && { wechat }), ...(wechatPay && { wechatPay }) };
}

const wrong = (name: string, may: string): Halt =>
  new Halt('setting_wrong', `${name} 不对，可以是 ${may}`, `${name} is not right`);

/** Only this machine can reach these. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
