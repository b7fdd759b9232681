/**
 * An import whose server is killed in the middle: the next one takes it up where it stopped.
 * `npm run drill -- kill-import` brings 50,000 rows.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUuid } from '../src/platform/uuid.ts';
import { openChild, type Child } from './child-server.ts';
import { NOW } from './house.ts';
import { csvText, formOf, memberRows } from './import-files.ts';

const ROWS = Number(process.env.IMPORT_ROWS ?? 8_000);
const BAD = [7, 1_500, 6_000, ROWS];
const A_WHILE = 5 * 60_000;

let child: Child;
beforeAll(async () => {
  child = await openChild();
}, 60_000);
afterAll(() => child?.stop());

async function ask(method: string, path: string, body?: Buffer | string, type?: string) {
  const { host: _, ...staff } = child.as('zhao');
  const answer = await fetch(`${child.origin}/api/console${path}`, {
    method,
    headers: { ...staff, 'x-quandian': '1', ...(type && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

test(
  '[G3] fault-4: killed in the middle of an import, every good row stands once, every bad one is told',
  async () => {
    const rows = memberRows(ROWS);
    for (const line of BAD) rows[line]![1] = `12345-${line}`;
    const id = newUuid(NOW);
    const { type, body } = formOf(csvText(rows), 'members.csv');
    const kept: any = await (
      await ask('POST', `/imports?id=${id}&kind=members`, body, type)
    ).json();
    const wish = JSON.stringify({ columns: kept.columns, outletId: child.outlet });
    await ask('POST', `/imports/${id}/run`, wish, 'application/json');
    const until = async (isThere: (seen: any) => boolean) => {
      for (;;) {
        const seen = await (await ask('GET', `/imports/${id}`)).json();
        if (isThere(seen)) return seen;
        await sleep(120); // one address may ask 600 times a minute
      }
    };

    await until(({ good }) => good > 0);
    await child.killServer(A_WHILE);
    const broken = await child.lookInto((owner) =>
      owner.query("select count(*)::int as n from imports.row where state = 'waiting'"),
    );
    expect(broken.rows[0].n).toBeGreaterThan(0); // else it was not the middle

    const ended = await until(({ state }) => state !== 'running');
    expect(ended).toMatchObject({ state: 'done', good: ROWS - BAD.length, bad: BAD.length });
    const { rows: made } = await child.lookInto((owner) =>
      owner.query(`select count(*)::int as members, count(distinct m.name)::int as names,
        (select count(*)::int from belonging.period where kind = 'outlet') as bonds
      from members.member m where m.entry = 'import'`),
    );
    const good = ROWS - BAD.length;
    expect(made).toEqual([{ members: good, names: good, bonds: good }]);
    const lines = (await (await ask('GET', `/imports/${id}/bad.csv`)).text()).trim().split('\n');
    expect(lines.slice(1).map((line) => Number(line.split(',')[2]))).toEqual(BAD.map((n) => n + 1));
  },
  120_000 + ROWS * 10,
);
