/** What a statement says on paper and in a sheet, in both languages. */
import type { Language } from './order-words.ts';

type Said = readonly [zh: string, en: string];
const SAID = {
  title: ['对账单', 'Statement'],
  dealer: ['经销商', 'Dealer'],
  outlet: ['门店', 'Outlet'],
  openingFen: ['期初', 'Opening'],
  earnedFen: ['本期应得', 'Earned'],
  chargedFen: ['结算费用', 'Charges'],
  paidFen: ['已付', 'Paid'],
  pendingFen: ['待结算', 'Pending'],
  closingFen: ['期末可用', 'Closing'],
  closed: ['待确认', 'To confirm'],
  disputed: ['有异议', 'Disputed'],
  answered: ['已答复，待确认', 'Answered, to confirm'],
  confirmed: ['已确认', 'Confirmed'],
  approved: ['已复核', 'Approved'],
  no: ['行', 'Line'],
  order: ['订单号', 'Order'],
  placed: ['下单日', 'Placed'],
  role: ['因为', 'For'],
  home: ['顾客归属店', 'Customer of'],
  selling: ['销售店', 'Sold by'],
  fulfilling: ['履约店', 'Prepared by'],
  discount: ['整单优惠', 'Discount'],
  borne: ['优惠谁出', 'Borne by'],
  made: ['应得', 'Made'],
  cut: ['冲回', 'Taken back'],
  net: ['净额', 'Net'],
  former: ['原属月份', 'From'],
  sums: ['汇总', 'Sums'],
  lines: ['明细', 'Lines'],
  money: ['单位：元', 'In yuan'],
  hash: ['指纹', 'Fingerprint'],
  more: [
    '另有 {n} 行没有印出，全部在同名表格里',
    '{n} more lines are not printed; the sheet has all',
  ],
  signed: ['双方确认以系统记录为准：', 'What was confirmed stands in the system:'],
} as const satisfies Readonly<Record<string, Said>>;
export type SettlementWord = keyof typeof SAID;

const ROLES: Readonly<Record<string, Said>> = {
  guide: ['服务导购', 'Service guide'],
  selling: ['销售店', 'Selling'],
  fulfilling: ['履约', 'Fulfilling'],
  dealer: ['经销商', 'Dealer'],
  hq: ['总部', 'Head office'],
  promotion: ['承担促销', 'Promotion'],
  promotion_back: ['退回促销', 'Promotion back'],
  goods: ['货款', 'Goods'],
  goods_back: ['退回货款', 'Goods back'],
  correction: ['更正', 'Correction'],
};
const BEARERS: Readonly<Record<string, Said>> = {
  hq: ['总部', 'head office'],
  dealer: ['经销商', 'dealer'],
  outlet: ['门店', 'outlet'],
};

export const settlementWords = (language: Language) => {
  const at = language === 'zh' ? 0 : 1;
  const of = (words: Readonly<Record<string, Said>>, key: string): string =>
    words[key]?.[at] ?? key;
  return {
    say: (word: SettlementWord): string => SAID[word][at],
    role: (role: string): string => of(ROLES, role),
    borne: (by: string): string =>
      by
        .split('+')
        .map((each) => of(BEARERS, each))
        .join(language === 'zh' ? '、' : ', '),
  };
};
