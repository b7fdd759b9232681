/**
 * `npm run reseal`: after MASTER_KEY was turned, seals everything anew that is sealed under
 * MASTER_KEY_OLD, beside a running server or without one. A line each column. Cut off, it goes on
 * where it was.
 */
import { openBeside } from '../server/src/boot/beside.ts';
import { openFolder } from '../server/src/boot/folder.ts';
import { vaultOf } from '../server/src/boot/vault.ts';
import { readConfig } from '../server/src/platform/config.ts';
import { Halt } from '../server/src/platform/halt.ts';
import { reseal } from '../server/src/platform/reseal.ts';

try {
  const config = readConfig(process.env, []);
  const database = await openBeside(config);
  try {
    const vault = vaultOf(config, openFolder(config.folder));
    for (const { column, count } of await reseal(database.owner, vault))
      console.log(`✓ ${column}  ${count}`);
  } finally {
    await database.stop();
  }
} catch (error) {
  console.error(error instanceof Halt ? `✗ ${error.message}` : error);
  process.exit(error instanceof Halt ? error.exitCode : 1);
}
