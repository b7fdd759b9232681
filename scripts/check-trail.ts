/**
 * `npm run trail`: looks through the audit trail of every merchant, beside a running server or
 * without one. A line each: how many lines are under the chain, its last block and hash (worth a
 * note outside of this machine). Exit code 1 when a block is not what was sealed.
 */
import { openBeside } from '../server/src/boot/beside.ts';
import { checkAuditTrail } from '../server/src/flows/check-trail.ts';
import { readConfig } from '../server/src/platform/config.ts';
import { connect } from '../server/src/platform/db.ts';
import { Halt } from '../server/src/platform/halt.ts';
import { findMerchants } from '../server/src/platform/merchant.ts';

try {
  const database = await openBeside(readConfig(process.env, []));
  const db = connect(database.app, Date.now, 4);
  try {
    for (const { id, name } of await findMerchants(db)) {
      const { broken, lines, no, hash } = await checkAuditTrail(db, id);
      const word = broken.length === 0 ? '✓' : '✗';
      console.log(`${word} ${name}  ${lines} lines, block ${no} ${hash}`);
      for (const each of broken) console.log(`  block ${each} is not what was sealed`);
      if (broken.length > 0) process.exitCode = 1;
    }
  } finally {
    await db.close();
    await database.stop();
  }
} catch (error) {
  console.error(error instanceof Halt ? `✗ ${error.message}` : error);
  process.exit(error instanceof Halt ? error.exitCode : 1);
}
