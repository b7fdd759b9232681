/**
 * Guards are proven by their absence: each mutant takes one guard out of its statement, and the
 * named race or check must notice. A guard whose loss nobody notices is not guarded by any test.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statements } from '../src/platform/statement.ts';
import { lab } from './mutant-lab.ts';
import { MUTANTS, type Mutant } from './mutants-of-orders.ts';

beforeAll(() => lab.open());
afterAll(() => lab.shop.close());

/** Runs with one statement changed, and puts it back. */
async function withMutant(statement: string, [from, to]: Mutant['cut'], run: () => Promise<void>) {
  const guarded = statements.get(statement) as { text: string; name: string };
  const { text, name } = guarded;
  guarded.text = text.replace(from, to);
  guarded.name = `${name}.mutant`; // prepared under its own name, or the old text would run
  expect(guarded.text).not.toBe(text);
  await run().finally(() => Object.assign(guarded, { text, name }));
}

test.each(Object.entries(MUTANTS))('guard: %s', async (_, { holds }) => {
  expect(await holds()).toBe(true);
});

test.each(Object.entries(MUTANTS))(
  'mutant killed: %s',
  async (_, { statement, cut, wall, holds }) => {
    if (wall !== undefined) await lab.shop.house.owner.query(wall);
    await withMutant(statement, cut, async () => {
      // A race may be won by luck, once.
      let held = true;
      for (let round = 0; held && round < 5; round += 1) held = await holds();
      expect(held).toBe(false);
    });
  },
);
