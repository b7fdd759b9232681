/** `npm run schema`: migrates an empty database and writes down what came of it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setup } from '../server/test/global-setup.ts';
import { openHouse } from '../server/test/house.ts';
import { snapshotOf } from '../server/test/snapshot.ts';

const teardown = await setup();
const house = await openHouse();
writeFileSync(join(import.meta.dirname, '../db/schema.sql'), await snapshotOf(house.owner));
await house.close();
await teardown?.();
