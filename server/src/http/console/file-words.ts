/** What exported lists say beside orders, in the language of whoever takes them. */
import type { Language } from './order-words.ts';

type Said = readonly [zh: string, en: string];
type Words = Readonly<Record<string, Said>>;

const HEADS: Words = {
  actor: ['谁', 'Who'],
  aboutId: ['对象编号', 'Object id'],
  aboutKind: ['对象', 'Object'],
  amount: ['金额（元）', 'Amount, yuan'],
  askedAt: ['申请时间', 'Asked'],
  at: ['时间', 'At'],
  barcode: ['条码', 'Barcode'],
  bearer: ['谁出钱', 'Borne by'],
  captured: ['实付（元）', 'Paid, yuan'],
  category: ['分类', 'Category'],
  complex: ['小区', 'Complex'],
  cost: ['成本', 'Cost'],
  cut: ['冲回（元）', 'Taken back, yuan'],
  dealer: ['经销商（元）', 'Dealer, yuan'],
  deepest: ['最深层数', 'Levels'],
  delta: ['变了几件', 'Change'],
  did: ['做了什么', 'Did'],
  englishName: ['英文名', 'English name'],
  externalId: ['商品编号', 'Number'],
  facts: ['细节', 'Details'],
  from: ['从', 'From'],
  fulfilling: ['替别店备货（元）', 'Prepared for others, yuan'],
  goods: ['商品', 'Goods'],
  guide: ['导购', 'Guide'],
  guideFen: ['导购（元）', 'Guide, yuan'],
  held: ['已留', 'Held'],
  joined: ['加入时间', 'Joined'],
  kind: ['种类', 'Kind'],
  lastOrder: ['最近下单', 'Last order'],
  lastSeen: ['最近来过', 'Last seen'],
  lines: ['要退的', 'To return'],
  links: ['链接', 'Links'],
  login: ['账号', 'Login'],
  lowAt: ['预警', 'Warn at'],
  member: ['会员', 'Member'],
  name: ['姓名', 'Name'],
  net: ['净额（元）', 'Net, yuan'],
  off: ['减（元）', 'Off, yuan'],
  order: ['订单号', 'Order'],
  orders: ['订单数', 'Orders'],
  origin: ['产地', 'Origin'],
  outlet: ['门店', 'Outlet'],
  over: ['满（元）', 'Over, yuan'],
  phone: ['手机号', 'Phone'],
  price: ['售价', 'Price'],
  product: ['商品名称', 'Product'],
  promotion: ['满减', 'Promotion'],
  quantity: ['数量', 'Quantity'],
  reason: ['原因', 'Reason'],
  refunded: ['退货（元）', 'Returns, yuan'],
  role: ['角色', 'Role'],
  roles: ['角色', 'Roles'],
  sales: ['销售（元）', 'Sales, yuan'],
  selling: ['销售店（元）', 'Selling, yuan'],
  sharer: ['谁先分享', 'First shared by'],
  shared: ['分享什么', 'What'],
  shelf: ['货架', 'Shelf'],
  spec: ['规格', 'Spec'],
  spent: ['消费（元）', 'Spent, yuan'],
  state: ['状态', 'State'],
  title: ['称呼', 'Title'],
  to: ['到', 'To'],
  until: ['结束', 'Until'],
  visits: ['打开', 'Opened'],
  where: ['发到哪里', 'Where'],
};

const STAFF_STATES: Words = {
  working: ['在职', 'Working'],
  invited: ['等本人设密码', 'To choose a password'],
  suspended: ['停用', 'Suspended'],
  left: ['已离职', 'Left'],
};
const ROLES: Words = {
  hq_admin: ['总部管理员', 'HQ administrator'],
  hq_operator: ['总部运营', 'HQ operations'],
  finance: ['财务', 'Finance'],
  dealer: ['经销商', 'Dealer'],
  store_manager: ['店长', 'Store manager'],
  clerk: ['店员', 'Clerk'],
  guide: ['导购', 'Guide'],
  creator: ['创客', 'Creator'],
};
const CASES: Words = {
  asked: ['待处理', 'Open'],
  accepted: ['已同意', 'Accepted'],
  rejected: ['没同意', 'Declined'],
  withdrawn: ['已撤回', 'Withdrawn'],
};
const REASONS: Words = {
  changed_mind: ['不想要了', 'Changed mind'],
  damaged: ['压坏了', 'Damaged'],
  bruised: ['压伤', 'Bruised'],
  not_fresh: ['不新鲜', 'Not fresh'],
  wrong_goods: ['拿错了', 'Wrong goods'],
  wrong: ['拿错了', 'Wrong goods'],
  not_as_described: ['和描述不一样', 'Not as described'],
  missing: ['少了', 'Missing'],
  quality: ['质量不好', 'Poor quality'],
  other: ['其他', 'Other'],
};
const LOSSES: Words = {
  tasting: ['试吃', 'Tasted'],
  lost: ['丢失', 'Lost'],
  found: ['多出来', 'Found'],
  expired: ['过期', 'Expired'],
  damaged: ['破损', 'Damaged'],
  other: ['其他', 'Other'],
};
const SHARES: Words = {
  guide: ['服务导购', 'Service guide'],
  selling: ['销售店', 'Selling outlet'],
  fulfilling: ['履约', 'Fulfilling outlet'],
  dealer: ['经销商', 'Dealer'],
};
const POSTINGS: Words = {
  pending: ['待结算', 'Pending'],
  posted: ['已入账', 'Posted'],
  voided: ['已冲销', 'Voided'],
  suspended: ['复核中', 'Under review'],
};
const TRANSFERS: Words = {
  capture: ['收款', 'Captured'],
  post: ['结算入账', 'Posted'],
  refund: ['退款', 'Refund'],
  claw_back: ['追回', 'Claw-back'],
  debt: ['记欠', 'Debt'],
  debt_paid: ['还欠', 'Debt paid'],
  withdraw: ['提现', 'Withdrawal'],
  payout: ['打款', 'Paid out'],
  payout_back: ['打款退回', 'Payout returned'],
  merge: ['合并账号', 'Merged'],
  provider_back: ['原路退回', 'Sent back'],
  fee: ['提现手续费', 'Withdrawal fee'],
  fee_back: ['提现手续费退回', 'Withdrawal fee given back'],
  provider_fee: ['渠道手续费', 'Provider fee'],
  provider_fee_back: ['渠道手续费退回', 'Provider fee given back'],
  adjustment: ['对账调整', 'Adjustment'],
};
/** Accounts without an owner: money outside, and an order's own. */
const ACCOUNTS: Words = {
  cash: ['收款渠道', 'Payment channel'],
  order: ['订单', 'The order'],
  payout: ['打款渠道', 'Payout channel'],
};
const MOVES: Words = {
  receive: ['收货', 'Received'],
  count: ['盘点', 'Counted'],
  adjust: ['报损溢', 'Adjusted'],
  transfer_out: ['调出', 'Sent'],
  transfer_in: ['调入', 'Arrived'],
  short: ['拣货缺货', 'Short pick'],
  handover: ['交付', 'Handed over'],
  return: ['退回', 'Returned'],
  opening: ['期初', 'Opening'],
};
const PEOPLE: Words = {
  staff: ['员工', 'Staff'],
  member: ['会员', 'Member'],
  key: ['接口', 'API key'],
  system: ['系统', 'System'],
};
const CHANNELS: Words = {
  wechat_chat: ['微信好友', 'WeChat chat'],
  wechat_group: ['微信群', 'WeChat group'],
  moments: ['朋友圈', 'Moments'],
  poster: ['海报', 'Poster'],
  customer_qr: ['顾客码', 'Customer QR'],
  copy: ['复制链接', 'Copied link'],
  wecom: ['企业微信', 'WeCom'],
};
const PROMOTIONS: Words = {
  running: ['进行中', 'Running'],
  planned: ['未开始', 'Planned'],
  ended: ['已结束', 'Ended'],
  stopped: ['已停', 'Stopped'],
};
const BEARERS: Words = {
  hq: ['总部', 'Head office'],
  dealer: ['经销商', 'Dealer'],
  outlet: ['门店', 'Outlet'],
};

/** `head`: of a column; the others: of a value. What has no words stays as it is. */
export const fileWords = (language: Language) => {
  const in_ = (of: Words) => (key: string) => of[key]?.[language === 'zh' ? 0 : 1] ?? key;
  return {
    head: in_(HEADS),
    staffState: in_(STAFF_STATES),
    role: in_(ROLES),
    case: in_(CASES),
    reason: in_(REASONS),
    loss: in_(LOSSES),
    share: in_(SHARES),
    posting: in_(POSTINGS),
    transfer: in_(TRANSFERS),
    account: in_(ACCOUNTS),
    move: in_(MOVES),
    who: in_(PEOPLE),
    channel: in_(CHANNELS),
    promotion: in_(PROMOTIONS),
    bearer: in_(BEARERS),
  };
};
