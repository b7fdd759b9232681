/** The page of the drill: of each part its last run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface Line {
  readonly part: string;
  readonly at: string;
  readonly commit: string;
  readonly seed: string;
  readonly tookS: number;
  readonly passes: number;
  readonly fails: number;
  /** What the tests counted, in their words. */
  readonly said: readonly string[];
}

const HEAD = `# The drill

The last run of each part of \`npm run drill\`, written by the drill itself. What the parts play:
[security](security.md). A seed plays a part again: \`DRILL_SEED=… npm run drill -- part\`.
中文：每一部分最近一次演练的结果，由演练自己写下。

| part | when (UTC) | commit | seed | tests | took | what was counted |
|---|---|---|---|---|---|---|
`;

const rowOf = ({ part, at, commit, seed, passes, fails, tookS, said }: Line): string => {
  const tests = fails === 0 ? `${passes} passed` : `${passes} passed, **${fails} failed**`;
  return `| ${[part, at, commit, seed, tests, `${tookS} s`, said.join('. ')].join(' | ')} |`;
};

export function keep(file: string, line: Line): void {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  const rows = page
    .split('\n')
    .filter((row) => row.startsWith('| ') && !row.startsWith('| part '))
    .filter((row) => !row.startsWith(`| ${line.part} |`));
  writeFileSync(file, `${HEAD}${[...rows, rowOf(line)].sort().join('\n')}\n`);
}
