/** Figures of a test in its long form: said aloud, and kept where the drill has asked for them. */
import { appendFileSync } from 'node:fs';

export function say(words: string): void {
  console.log(words);
  const { DRILL_SAYS } = process.env;
  if (DRILL_SAYS !== undefined) appendFileSync(DRILL_SAYS, `${words}\n`);
}
