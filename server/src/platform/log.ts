/** What the person at the terminal is told, in both languages on one line. */
import { EOL } from 'node:os';

export type Say = (zh: string, en: string) => void;

export const say: Say = (zh, en) => void process.stdout.write(`· ${zh} · ${en}${EOL}`);
