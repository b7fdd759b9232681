/** Which account takes the money of an outlet, and what an account must say of itself. */
import type { NodeId } from '../../kernel/id.ts';
import type { Account, AccountField, AccountMode, ChannelName, Texts } from './account-types.ts';

const HOST = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const NUMBER = /^\d{6,32}$/;
const WECHAT_APP = /^wx[0-9a-zA-Z]{6,30}$/;
const PEM = /^-----BEGIN [A-Z ]+-----[\s\S]{64,8000}-----END [A-Z ]+-----\s*$/;
const KEY = /^[\w+/=\s-]{64,8000}$/;

const field = (
  name: string,
  kind: AccountField['kind'],
  need: AccountField['need'],
  pattern: RegExp,
): AccountField => ({ name, kind, need, pattern });
const host = field('host', 'setting', 'always', HOST);

/** Every field that an account of this channel has; what stands nowhere here is refused. */
export const ACCOUNT_FIELDS: Readonly<Record<ChannelName, readonly AccountField[]>> = {
  sandbox: [],
  'wechat-pay': [
    host,
    field('appid', 'setting', 'always', WECHAT_APP),
    field('mchid', 'setting', 'always', NUMBER),
    field('subMchid', 'setting', 'partner', NUMBER),
    field('subAppid', 'setting', 'may', WECHAT_APP),
    field('miniAppid', 'setting', 'may', WECHAT_APP),
    field('transferScene', 'setting', 'may', /^\d{4}$/),
    field('profitSharing', 'setting', 'may', /^on$/),
    field('serial', 'fact', 'always', /^[0-9A-F]{16,40}$/),
    field('privateKey', 'secret', 'always', PEM),
    field('apiKey', 'secret', 'always', /^[\x21-\x7e]{32}$/),
    field('publicKeyId', 'fact', 'may', /^PUB_KEY_ID_\w{8,80}$/),
    field('publicKey', 'secret', 'may', PEM),
  ],
  alipay: [
    host,
    field('appid', 'setting', 'always', NUMBER),
    field('sellerId', 'setting', 'may', NUMBER),
    field('privateKey', 'secret', 'always', KEY),
    field('alipayPublicKey', 'secret', 'always', KEY),
  ],
  stripe: [
    host,
    field('publishableKey', 'setting', 'always', /^pk_\w{8,200}$/),
    field('currency', 'setting', 'may', /^[a-z]{3}$/),
    field('secretKey', 'secret', 'always', /^[sr]k_\w{8,200}$/),
    field('webhookSecret', 'secret', 'always', /^whsec_\w{8,200}$/),
  ],
};

const fieldsOf = (channel: ChannelName, kinds: readonly string[]): readonly AccountField[] =>
  ACCOUNT_FIELDS[channel].filter(({ kind }) => kinds.includes(kind));

/** The first field that is missing, strange or misspelt; null when all are well. */
export function wrongField(
  channel: ChannelName,
  mode: AccountMode,
  which: 'settings' | 'keys',
  said: Texts,
): string | null {
  const fields = fieldsOf(channel, which === 'settings' ? ['setting'] : ['fact', 'secret']);
  const strange = Object.keys(said).find((name) => !fields.some((each) => each.name === name));
  if (strange !== undefined) return strange;
  const wrong = fields.find(({ name, need, pattern }) => {
    const value = said[name];
    if (value !== undefined) return !pattern.test(value);
    return need === 'always' || (need === 'partner' && mode === 'partner');
  });
  if (wrong !== undefined) return wrong.name;
  // A public key and its id are one thing.
  const half = 'publicKey' in said !== 'publicKeyId' in said;
  return half ? ('publicKey' in said ? 'publicKeyId' : 'publicKey') : null;
}

/** Told apart: what may be shown, and what is sealed. */
export function partedKeys(channel: ChannelName, keys: Texts): { facts: Texts; secrets: Texts } {
  const names = new Set(fieldsOf(channel, ['secret']).map(({ name }) => name));
  const part = (secret: boolean): Texts =>
    Object.fromEntries(Object.entries(keys).filter(([name]) => names.has(name) === secret));
  return { facts: part(false), secrets: part(true) };
}

/** Enough to tell one key from another, and nothing to begin with: the last four characters. */
export const tailOf = (secret: string): string =>
  secret
    .replace(/-----[A-Z ]+-----/g, '')
    .replace(/[^\w+/]/g, '')
    .slice(-4);

/**
 * One account a channel: the nearest that is awake, up the path. Who sells her own stock takes her
 * own money: then nothing above the owner counts.
 * @param path from the root to the outlet
 * @param owner the dealer or outlet that owns the stock; null: head office
 */
export function accountsAt(
  accounts: readonly Account[],
  path: readonly NodeId[],
  owner: NodeId | null = null,
): readonly Account[] {
  const from = owner === null ? 0 : Math.max(0, path.indexOf(owner));
  const found = new Map<ChannelName, Account>();
  for (const node of path.slice(from).toReversed()) {
    for (const account of accounts) {
      if (account.node !== node || account.disabledAt !== null) continue;
      if (!found.has(account.channel)) found.set(account.channel, account);
    }
  }
  return [...found.values()];
}
