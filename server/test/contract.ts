/** The API's document as the routes are now, without a database: a door nobody goes through. */
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildApp } from '../src/app.ts';
import type { House } from '../src/house.ts';
import { openVault } from '../src/platform/secret.ts';

const HOME = join(import.meta.dirname, '../..');
export const CONTRACT = join(HOME, 'contract/openapi.json');
export const TYPES = join(HOME, 'packages/client/src/schema.d.ts');
export const OPEN = '/api/open/v1/';

const nobody = () => Promise.reject(new Error('nobody is asked here'));

/** As production serves it: no simulator, no set-up page. */
export async function openApiText(): Promise<string> {
  const house: House = {
    db: {
      transaction: nobody,
      reading: nobody,
      load: () => ({ size: 0, idle: 0, waiting: 0 }),
      close: nobody,
    },
    clock: { now: () => 0 },
    vault: openVault(Buffer.alloc(32)),
    mode: 'production',
    dataDir: join(HOME, 'data'),
    origin: 'http://quandian.test',
  };
  const app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  const text = `${JSON.stringify(app.swagger(), null, 1)}\n`;
  await app.close();
  return text;
}

/** Types of what is promised to others: the open API alone. */
export async function clientTypesOf(text: string): Promise<string> {
  const document = JSON.parse(text);
  document.paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => path.startsWith(OPEN)),
  );
  const head = '// Written by `npm run openapi` from contract/openapi.json.\n';
  return head + astToString(await openapiTS(document, { defaultNonNullable: false }));
}
