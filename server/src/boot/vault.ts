/** The vault of a server: keys from the environment, else the one drawn for the data folder. */
import type { Config } from '../platform/config.ts';
import { openVault, type Vault } from '../platform/secret.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const maybe = (hex: string | undefined) => (hex === undefined ? undefined : bytes(hex));

export const vaultOf = (
  { masterKey, masterKeyOld, indexKey }: Config,
  { secret }: { readonly secret: string },
): Vault =>
  openVault(bytes(masterKey ?? secret), { old: maybe(masterKeyOld), index: maybe(indexKey) });
