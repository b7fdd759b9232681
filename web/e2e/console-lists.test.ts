/** Lists at the desk: an arrow in the head sorts, the address keeps it, the file follows it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(Date.UTC(2026, 2, 14, 18)); // in Shanghai it is Sunday, two o'clock
});
afterAll(() => stage?.close());

test(
  '[G1] stock sorted by an arrow: the address, the rows and the file say the same',
  async () => {
    const page = await stage.desk('lin-guodong');
    await page.goto(`${stage.origin}/console/stock`);
    await page.getByRole('columnheader', { name: '在手' }).click();
    await page.waitForURL(/sort=onHand/);
    await page.locator('th[aria-sort=ascending]').waitFor();
    expect(await graveFindings(page)).toEqual([]);
    await page.getByRole('columnheader', { name: '在手' }).click();
    await page.waitForURL(/sort=-onHand/);
    await page.locator('th[aria-sort=descending]').waitFor();
    await page.reload();
    await page.locator('th[aria-sort=descending]').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('stock.csv');
    expect(file.url()).toContain('sort=-onHand');
    expect(stage.faults()).toEqual([]);
  },
  MANY_PAGES_MS,
);

test(
  '[A5] a promotion started from far away lasts the days of Shanghai that its picker shows',
  async () => {
    const page = await stage.desk('zhao', 'America/Los_Angeles');
    await page.goto(`${stage.origin}/console/promotions`);
    await page.getByRole('button', { name: '开一个满减' }).first().click();
    const sheet = page.getByRole('dialog');
    await sheet.locator('#name').fill('周末满减');
    await sheet.locator('#node').click();
    await page.locator('.ant-select-item-option').first().click();
    await sheet.locator('#over').fill('59');
    await sheet.locator('#off').fill('6');
    const [from, until] = await sheet
      .locator('.ant-picker-input input')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await sheet.locator('button[type=submit]').click();
    await page.getByText('满减已开').waitFor();
    const [kept] = await stage.rows(
      `select to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "from",
         to_char(ends_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as until
       from pricing.promotion where name = '周末满减'`,
    );
    expect(kept).toEqual({ from, until });
    expect([from!.slice(0, 13), until]).toEqual(['2026-03-15 02', '2026-03-22 23:59']);
    expect(stage.faults()).toEqual([]);
  },
  MANY_PAGES_MS,
);
