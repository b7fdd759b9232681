/** The verbs of the trail in words; an unknown one shows as it is written. */
import type { Language } from '../../words/words.tsx';

const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'chain.signed_in': ['登录', 'signed in'],
  'chain.outlet_changed': ['改门店', 'changed an outlet'],
  'chain.outlet_opened': ['开店', 'opened an outlet'],
  'chain.hours_changed': ['改营业时间', 'changed hours'],
  'chain.exception_set': ['设特殊营业日', 'set an exceptional day'],
  'chain.exception_dropped': ['取消特殊营业日', 'dropped an exceptional day'],
  'chain.outlet_paused': ['暂停接单', 'paused an outlet'],
  'chain.outlet_resumed': ['恢复接单', 'resumed an outlet'],
  'catalog.exception_asked': ['申请价格例外', 'asked for a price exception'],
  'catalog.exception_granted': ['批准价格例外', 'granted a price exception'],
  'catalog.exception_refused': ['驳回价格例外', 'refused a price exception'],
  'catalog.exception_ended': ['价格例外到期', 'a price exception ended'],
  'chain.policy_published': ['发布规则', 'published a rule'],
  'chain.plan_asked': ['提请批准方案', 'asked for a plan'],
  'chain.plan_granted': ['批准方案', 'granted a plan'],
  'chain.plan_refused': ['驳回方案', 'refused a plan'],
  'chain.level_set': ['定导购级别', 'set a guide’s level'],
  'chain.guide_kind_set': ['改导购类型', 'changed the kind of a guide'],
  'chain.staff_invited': ['邀请员工', 'invited staff'],
  'chain.role_granted': ['给角色', 'granted a role'],
  'chain.role_revoked': ['收回角色', 'revoked a role'],
  'chain.password_changed': ['改密码', 'changed password'],
  'chain.password_reset': ['重置密码', 'reset a password'],
  'chain.staff_suspended': ['停用员工', 'suspended staff'],
  'chain.staff_reinstated': ['恢复员工', 'reinstated staff'],
  'chain.dealer_added': ['加经销商', 'added a dealer'],
  'chain.node_renamed': ['改名', 'renamed a node'],
  'chain.node_moved': ['调整归属', 'moved a node'],
  'payments.account_made': ['加收款账户', 'added a payment account'],
  'payments.account_changed': ['改收款账户', 'changed a payment account'],
  'payments.account_keys_turned': ['换收款密钥', 'turned payment keys'],
  'payments.account_enabled': ['启用收款账户', 'enabled a payment account'],
  'payments.account_disabled': ['停用收款账户', 'disabled a payment account'],
  'payments.account_tried': ['试连收款账户', 'tried a payment account'],
  'orders.refunded': ['退款', 'refunded'],
  'orders.cancelled': ['取消订单', 'cancelled an order'],
  'orders.aftersales_accepted': ['同意售后', 'accepted an after-sales case'],
  'orders.aftersales_rejected': ['拒绝售后', 'rejected an after-sales case'],
  'orders.aftersales_approved': ['同意售后，等退货', 'agreed to a case, goods awaited'],
  'orders.return_received': ['收到退货', 'received a return'],
  'chain.set_up': ['开通', 'set up'],
  'chain.password_set': ['设密码', 'set a password'],
  'chain.password_reset_started': ['重置密码', 'reset a password'],
  'chain.sign_in_refused': ['登录被拒', 'was refused at sign-in'],
  'chain.session_ended': ['结束登录', 'ended a session'],
  'chain.draft_saved': ['存规则草稿', 'saved a draft rule'],
  'chain.draft_discarded': ['丢掉规则草稿', 'discarded a draft rule'],
  'chain.api_key_made': ['做钥匙', 'made an API key'],
  'chain.api_key_revoked': ['作废钥匙', 'revoked an API key'],
  'webhooks.endpoint_disabled': ['推送停了', 'a webhook was turned off'],
  'pricing.promotion_started': ['开满减', 'started a promotion'],
  'pricing.promotion_stopped': ['停满减', 'stopped a promotion'],
  'catalog.product_saved': ['改商品', 'saved a product'],
  'catalog.product_retired': ['下架商品', 'retired a product'],
  'catalog.categories_saved': ['改分类', 'saved categories'],
  'catalog.offers_published': ['发布千店千面', 'published offers'],
  'catalog.home_page_changed': ['改首页', 'changed a home page'],
  'belonging.transferred': ['转移会员', 'transferred a member'],
  'belonging.handed_over': ['交接会员', 'handed members over'],
  'members.brought': ['带来新客', 'brought a member'],
  'exports.taken': ['导出', 'took an export'],
  'ledger.withdrawal_released': ['放行提现', 'released a withdrawal'],
  'ledger.withdrawal_approved': ['同意提现（第一人）', 'approved a withdrawal, first of two'],
  'ledger.withdrawal_refused': ['没同意提现', 'refused a withdrawal'],
  'payouts.payee_set': ['改了收款账户', 'set a payee'],
  'payouts.bank_file_made': ['做了银行文件', 'made a file for the bank'],
  'payouts.bank_file_taken': ['取了银行文件', 'took a file for the bank'],
  'payouts.bank_answers_taken': ['登记了银行结果', 'took the bank’s answers'],
  'payouts.tax_report_taken': ['导出了涉税报表', 'took a tax report'],
  'payments.refund_retried': ['重试退款', 'retried a refund'],
  'ledger.review_decided': ['审核冻结', 'decided a review'],
  'payments.notice_refused': ['拒收支付通知', 'refused a payment notice'],
  'orders.aftersales_decided': ['处理售后', 'decided an after-sales case'],
  'inventory.received': ['收货', 'received stock'],
  'inventory.counted': ['盘点', 'counted stock'],
  'inventory.adjusted': ['调整库存', 'adjusted stock'],
  'imports.started': ['开始导入', 'started an import'],
};

export const verbOf = (verb: string, language: Language): string =>
  WORDS[verb]?.[language === 'zh' ? 0 : 1] ?? verb.replace(/^\w+\./, '').replaceAll('_', ' ');

/** What can be asked for, a word once. */
export function verbsIn(language: Language): { value: string; label: string }[] {
  const seen = new Set<string>();
  return Object.keys(WORDS).flatMap((value) => {
    const label = verbOf(value, language);
    if (seen.has(label)) return [];
    seen.add(label);
    return [{ value, label }];
  });
}

const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  staff: ['员工', 'staff'],
  member: ['会员', 'member'],
  order: ['订单', 'order'],
  outlet: ['门店', 'outlet'],
  dealer: ['经销商', 'dealer'],
  node: ['组织', 'node'],
  hq: ['总部', 'head office'],
  product: ['商品', 'product'],
  promotion: ['满减', 'promotion'],
  policy: ['规则', 'rule'],
  policy_draft: ['规则草稿', 'draft rule'],
  merchant: ['商家', 'merchant'],
  api_key: ['钥匙', 'API key'],
  webhook: ['推送', 'webhook'],
  import: ['导入', 'import'],
  export: ['导出', 'export'],
  withdrawal: ['提现', 'withdrawal'],
  payment: ['付款', 'payment'],
};
export const kindOf = (kind: string, language: Language): string =>
  KINDS[kind]?.[language === 'zh' ? 0 : 1] ?? kind.replaceAll('_', ' ');
