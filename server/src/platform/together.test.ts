import { expect, test } from 'vitest';
import { Together } from './together.ts';

test('who comes during a round trip is answered by the next, together', async () => {
  const trips: string[][] = [];
  let go: () => void = () => {};
  const together = new Together(async (questions: readonly string[]) => {
    trips.push([...questions]);
    await new Promise<void>((resolve) => (go = resolve));
    return questions.length;
  });
  const first = together.ask('a');
  const later = [together.ask('b'), together.ask('c')];
  go();
  expect(await first).toBe(1);
  await new Promise(setImmediate);
  go();
  expect(await Promise.all(later)).toEqual([2, 2]);
  expect(trips).toEqual([['a'], ['b', 'c']]);
});

test('a failure is told to those who asked, and the next are served', async () => {
  let trips = 0;
  const together = new Together(async () => {
    trips += 1;
    if (trips === 1) throw new Error('away');
    return 'back';
  });
  const asked = [together.ask(1), together.ask(2)];
  await expect(asked[0]).rejects.toThrow('away');
  expect(await asked[1]).toBe('back');
  expect(await together.ask(3)).toBe('back');
});
