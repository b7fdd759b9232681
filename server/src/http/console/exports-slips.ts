/** Pay slips of a month as a file: one line a person and kind, between opening and closing. */
import type { Fen } from '../../kernel/money.ts';
import { findPaySlips, type PaySlip } from '../../views/pay-slips.ts';
import { yuan, type Columns } from '../csv-answer.ts';
import { firstOf, Month } from '../incentive-shapes.ts';
import { listFile } from './list-file.ts';

type Said = readonly [zh: string, en: string];
const WORDS: Readonly<Record<string, Said>> = {
  who: ['姓名', 'Name'],
  outlet: ['门店', 'Outlet'],
  month: ['月份', 'Month'],
  kind: ['种类', 'Kind'],
  entries: ['笔数', 'Entries'],
  amount: ['金额（元）', 'Amount, yuan'],
  opening: ['月初', 'Opening'],
  earned: ['本月所得', 'Earned'],
  closing: ['月末', 'Closing'],
  commission_share: ['分享单佣金', 'Commission, share sales'],
  commission_guide: ['导购单佣金', 'Commission, guide sales'],
  commission_member: ['会员自购佣金', 'Commission, member sales'],
  commission_other: ['其他佣金', 'Commission, other'],
  tier: ['阶梯差额', 'Tier'],
  tier_back: ['阶梯收回', 'Tier taken back'],
  prize: ['竞赛奖金', 'Prize'],
  penalty: ['罚款', 'Penalty'],
  claw_back: ['退货冲回', 'Returns'],
  withdraw: ['提现', 'Withdrawn'],
  payout_back: ['提现退回', 'Withdrawal come back'],
  fee: ['手续费', 'Fee'],
  fee_back: ['手续费退回', 'Fee come back'],
  withheld: ['代扣税', 'Tax withheld'],
  withheld_back: ['代扣税退回', 'Tax come back'],
};

interface Line {
  readonly name: string;
  readonly outletName: string;
  readonly kind: string;
  readonly count: number | null;
  readonly fen: Fen;
}
function linesOf(slip: PaySlip): Line[] {
  const { name, outletName, openingFen, earnedFen, closingFen } = slip;
  const line = (kind: string, fen: Fen, count: number | null = null): Line => {
    return { name, outletName, kind, fen, count };
  };
  return [
    line('opening', openingFen),
    ...slip.lines.map(({ kind, fen, count }) => line(kind, fen, count)),
    line('earned', earnedFen),
    line('closing', closingFen),
  ];
}

export const slipFile = listFile({
  what: 'pay-slips',
  permission: 'statements.read',
  summary: 'Pay slips of a month: opening, each kind, earned, closing',
  filters: { month: Month },
  open: async (_, { query: { month }, language, reach }) => {
    const say = (key: string): string => WORDS[key]?.[language === 'zh' ? 0 : 1] ?? key;
    const columns: Columns<Line> = {
      [say('who')]: (row) => row.name,
      [say('outlet')]: (row) => row.outletName,
      [say('month')]: () => month,
      [say('kind')]: (row) => say(row.kind),
      [say('entries')]: (row) => row.count ?? '',
      [say('amount')]: (row) => yuan(row.fen),
    };
    const wish = { reach, staff: null, month: firstOf(month) };
    return {
      columns,
      page: async (reader) => {
        const slips = await findPaySlips(reader, wish);
        return { items: slips.flatMap(linesOf), next: null };
      },
    };
  },
});
