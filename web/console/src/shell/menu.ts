/** The menu: what stands where, and which permission shows it. */
import {
  Activity,
  Banknote,
  Boxes,
  BookOpen,
  FileCheck2,
  FileText,
  HandCoins,
  Landmark,
  ListChecks,
  Layers,
  LayoutDashboard,
  Network,
  Package,
  ReceiptText,
  Scale,
  ScrollText,
  Share2,
  ShieldCheck,
  Store,
  TicketPercent,
  TrendingUp,
  Trophy,
  Undo2,
  Upload,
  WalletCards,
  UserRoundCog,
  UsersRound,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { zh } from './zh.ts';

export type Word = keyof typeof zh;
export interface Entry {
  readonly to: string;
  readonly word: Word;
  readonly icon: LucideIcon;
  readonly needs: string;
}
export interface Group {
  readonly word?: Word;
  readonly entries: readonly Entry[];
}

const entry = (to: string, word: Word, icon: LucideIcon, needs: string): Entry => ({
  to,
  word,
  icon,
  needs,
});

export const menu: readonly Group[] = [
  {
    entries: [
      entry('/', 'dashboard', LayoutDashboard, 'insight.read'),
      entry('/increment', 'increment', TrendingUp, 'insight.read'),
      entry('/orders', 'orders', ReceiptText, 'orders.read'),
      entry('/aftersales', 'aftersales', Undo2, 'orders.refund'),
      entry('/invoices', 'invoices', FileText, 'statements.read'),
      entry('/members', 'members', UsersRound, 'members.read'),
      entry('/share-trees', 'shareTrees', Share2, 'sharing.read'),
    ],
  },
  {
    word: 'chain',
    entries: [
      entry('/organisation', 'organisation', Network, 'outlets.read'),
      entry('/outlets', 'outlets', Store, 'outlets.read'),
      entry('/staff', 'staff', UserRoundCog, 'staff.read'),
    ],
  },
  {
    word: 'goods',
    entries: [
      entry('/products', 'products', Package, 'goods.read'),
      entry('/assortment', 'assortment', Layers, 'goods.read'),
      entry('/stock', 'stock', Boxes, 'stock.read'),
      entry('/promotions', 'promotions', TicketPercent, 'promotions.write'),
    ],
  },
  {
    word: 'money',
    entries: [
      entry('/ledger', 'ledger', BookOpen, 'money.write'),
      entry('/withdrawals', 'withdrawals', Banknote, 'money.write'),
      entry('/wallet', 'wallet', WalletCards, 'money.write'),
      entry('/reconciliation', 'reconciliation', ListChecks, 'payments.reconcile'),
      entry('/statements', 'statements', FileText, 'statements.read'),
      entry('/settlements', 'settlements', FileCheck2, 'statements.read'),
      entry('/payment-accounts', 'paymentAccounts', Landmark, 'accounts.write'),
    ],
  },
  {
    word: 'rulesGroup',
    entries: [
      entry('/rules', 'rules', Scale, 'policies.read'),
      entry('/plan', 'plan', HandCoins, 'policies.read'),
      entry('/incentives', 'incentives', Trophy, 'incentives.read'),
      entry('/imports', 'imports', Upload, 'imports.write'),
      entry('/keys', 'keys', Webhook, 'keys.write'),
      entry('/privacy', 'privacy', ShieldCheck, 'privacy.write'),
      entry('/audit', 'audit', ScrollText, 'audit.read'),
      entry('/operations', 'operations', Activity, 'operations.write'),
    ],
  },
];
