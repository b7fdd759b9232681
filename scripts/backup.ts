/** `npm run backup`: see docs/running.md. */
import { backUp } from '../server/src/boot/backup.ts';
import { readConfig } from '../server/src/platform/config.ts';
import { Halt } from '../server/src/platform/halt.ts';

try {
  await backUp(readConfig(process.env, process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Halt)) throw error;
  console.error(`✗ ${error.message}`);
  process.exitCode = error.exitCode;
}
