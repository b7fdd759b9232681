/**
 * Rates at which income tax is withheld from natural persons, as the law prints them. Figures only:
 * which table holds for whom is the merchant's policy. Amounts in fen, rates in bps.
 */
import type { Fen } from '../../kernel/money.ts';

export interface Band {
  /** Taxable income up to here; the last band has no end. */
  readonly upToFen: Fen;
  readonly rateBps: number;
  /** 速算扣除数. */
  readonly quickFen: Fen;
}
const band = (upToYuan: number, percent: number, quickYuan: number): Band => ({
  upToFen: (Number.isFinite(upToYuan) ? upToYuan * 100 : Number.MAX_SAFE_INTEGER) as Fen,
  rateBps: percent * 100,
  quickFen: (quickYuan * 100) as Fen,
});

/**
 * Labour remuneration 劳务报酬预扣: State Taxation Administration, announcement 61 of 2018, art. 8
 * and table 2. Up to 4,000 yuan a month 800 are deducted, above that a fifth.
 */
export const LABOUR = {
  flatUpToFen: 400_000 as Fen,
  flatFen: 80_000 as Fen,
  shareBps: 2_000,
  bands: [band(20_000, 20, 0), band(50_000, 30, 2_000), band(Number.POSITIVE_INFINITY, 40, 7_000)],
} as const;

/**
 * Cumulative 累计预扣法 for people who work through a platform: announcement 16 of 2025 with table 1
 * of announcement 61 of 2018. A fifth is cost, 5,000 yuan a month are free, over the calendar year.
 */
export const CUMULATIVE = {
  shareBps: 2_000,
  freeAMonthFen: 500_000 as Fen,
  bands: [
    band(36_000, 3, 0),
    band(144_000, 10, 2_520),
    band(300_000, 20, 16_920),
    band(420_000, 25, 31_920),
    band(660_000, 30, 52_920),
    band(960_000, 35, 85_920),
    band(Number.POSITIVE_INFINITY, 45, 181_920),
  ],
} as const;
