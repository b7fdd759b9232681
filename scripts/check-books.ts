/**
 * `npm run books`: looks through the books of every merchant, beside a running server or without
 * one. A line each: how many transfers are under the chain, its last block and hash (worth a note
 * outside of this machine), and whatever does not agree. Exit code 1 when anything does not.
 */
import { openBeside } from '../server/src/boot/beside.ts';
import { agrees, checkBooks, wordsOf } from '../server/src/flows/check-books.ts';
import { readConfig } from '../server/src/platform/config.ts';
import { connect } from '../server/src/platform/db.ts';
import { Halt } from '../server/src/platform/halt.ts';
import { findMerchants } from '../server/src/platform/merchant.ts';

try {
  const database = await openBeside(readConfig(process.env, []));
  const db = connect(database.app, Date.now, 4);
  try {
    for (const { id, name } of await findMerchants(db)) {
      const found = await checkBooks(db, id);
      const { transfers, blockNo, blockHash } = found;
      const word = agrees(found) ? '✓' : '✗';
      console.log(`${word} ${name}  ${transfers} transfers, block ${blockNo} ${blockHash}`);
      if (agrees(found)) continue;
      console.log(`  ${wordsOf(found).replaceAll('; ', '\n  ')}`);
      process.exitCode = 1;
    }
  } finally {
    await db.close();
    await database.stop();
  }
} catch (error) {
  console.error(error instanceof Halt ? `✗ ${error.message}` : error);
  process.exit(error instanceof Halt ? error.exitCode : 1);
}
