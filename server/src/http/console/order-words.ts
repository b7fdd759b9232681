/** What an exported list of orders says, in the language of whoever takes it. */
export type Language = 'zh' | 'en';
type Said = Readonly<Record<Language, string>>;
const said = (zh: string, en: string): Said => ({ zh, en });

const STATES: Readonly<Record<string, Said>> = {
  unpaid: said('待付款', 'To pay'),
  paid: said('待接单', 'To accept'),
  picking: said('备货中', 'Picking'),
  ready: said('待取货', 'Ready'),
  on_the_way: said('配送中', 'On the way'),
  received: said('已收货', 'Received'),
  settled: said('已结算', 'Settled'),
  cancelled: said('已取消', 'Cancelled'),
};
const WAYS: Readonly<Record<string, Said>> = {
  pickup: said('到店自取', 'Pick-up'),
  delivery: said('送货', 'Delivery'),
};
const SALES: Readonly<Record<string, Said>> = {
  share: said('分享', 'Share'),
  guide: said('导购', 'Guide'),
  member: said('会员', 'Member'),
  other: said('其他', 'Other'),
};
const GAINS: Readonly<Record<string, Said>> = {
  both: said('时空叠加', 'Time and space'),
  time: said('时间增量', 'Time'),
  space: said('空间增量', 'Space'),
};
const HEADS: Readonly<Record<string, Said>> = {
  number: said('订单号', 'Number'),
  state: said('状态', 'State'),
  parked: said('搁置', 'Parked'),
  placedAt: said('下单时间', 'Placed'),
  member: said('会员', 'Member'),
  phone: said('手机号', 'Phone'),
  goods: said('商品', 'Goods'),
  pieces: said('件数', 'Pieces'),
  way: said('方式', 'Way'),
  outlet: said('卖出门店', 'Sold by'),
  fulfils: said('备货门店', 'Prepared by'),
  saleKind: said('来源', 'Came from'),
  gain: said('增量', 'Increment'),
  payable: said('应付（元）', 'Payable, yuan'),
  refunded: said('已退（元）', 'Refunded, yuan'),
};
const YES = said('是', 'Yes');

/** `head`: of a column; the others: of a value. What has no words stays as it is. */
export const orderWords = (language: Language) => {
  const in_ = (of: Readonly<Record<string, Said>>) => (key: string | null) =>
    key === null ? '' : (of[key]?.[language] ?? key);
  return {
    head: in_(HEADS),
    state: in_(STATES),
    way: in_(WAYS),
    saleKind: in_(SALES),
    gain: (isTime: boolean, isSpace: boolean) =>
      in_(GAINS)(isTime && isSpace ? 'both' : isTime ? 'time' : isSpace ? 'space' : ''),
    yes: YES[language],
  };
};
