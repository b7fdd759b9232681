/** The verbs of the trail in words; an unknown one shows as it is written. */
import type { Language } from '../../words/words.tsx';

const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'chain.signed_in': ['登录', 'signed in'],
  'chain.signed_out': ['退出', 'signed out'],
  'chain.staff_signed_in': ['登录', 'signed in'],
  'chain.staff_signed_out': ['退出', 'signed out'],
  'chain.outlet_changed': ['改门店', 'changed an outlet'],
  'chain.outlet_opened': ['开店', 'opened an outlet'],
  'chain.hours_changed': ['改营业时间', 'changed hours'],
  'chain.exception_set': ['设特殊营业日', 'set an exceptional day'],
  'chain.exception_dropped': ['取消特殊营业日', 'dropped an exceptional day'],
  'chain.outlet_paused': ['暂停接单', 'paused an outlet'],
  'chain.outlet_resumed': ['恢复接单', 'resumed an outlet'],
  'chain.policy_published': ['发布规则', 'published a rule'],
  'chain.staff_invited': ['邀请员工', 'invited staff'],
  'chain.role_granted': ['给角色', 'granted a role'],
  'chain.role_revoked': ['收回角色', 'revoked a role'],
  'chain.password_changed': ['改密码', 'changed password'],
  'chain.password_reset': ['重置密码', 'reset a password'],
  'chain.staff_suspended': ['停用员工', 'suspended staff'],
  'chain.staff_reinstated': ['恢复员工', 'reinstated staff'],
  'chain.staff_left': ['员工离职', 'staff left'],
  'chain.merchant_set_up': ['开通', 'set up'],
  'chain.dealer_added': ['加经销商', 'added a dealer'],
  'chain.node_renamed': ['改名', 'renamed a node'],
  'chain.node_moved': ['调整归属', 'moved a node'],
  'orders.refunded': ['退款', 'refunded'],
  'orders.cancelled': ['取消订单', 'cancelled an order'],
  'orders.aftersales_decided': ['处理售后', 'decided an after-sales case'],
  'catalog.offer_changed': ['改价或上下架', 'changed an offer'],
  'catalog.product_changed': ['改商品', 'changed a product'],
  'inventory.received': ['收货', 'received stock'],
  'inventory.counted': ['盘点', 'counted stock'],
  'inventory.adjusted': ['调整库存', 'adjusted stock'],
  'inventory.transferred': ['调拨', 'transferred stock'],
  'imports.started': ['开始导入', 'started an import'],
  'ledger.paid_out': ['打款', 'paid out'],
};

export const verbOf = (verb: string, language: Language): string =>
  WORDS[verb]?.[language === 'zh' ? 0 : 1] ?? verb.replace(/^\w+\./, '').replaceAll('_', ' ');

export const VERBS = Object.keys(WORDS);
