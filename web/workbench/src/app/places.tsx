/** Where a role may go. What is not hers is absent, not grey. */
import {
  MessageSquareReply,
  Package,
  PackageCheck,
  Share2,
  Store,
  Sun,
  UserRound,
  UsersRound,
  Wallet,
  type LucideIcon,
} from 'lucide-react';
import { can, type Session } from '../api/session.ts';
import type { Key } from '../i18n/words.ts';

export interface Place {
  readonly to:
    | '/'
    | '/customers'
    | '/share'
    | '/orders'
    | '/income'
    | '/stock'
    | '/outlet'
    | '/cases'
    | '/me';
  readonly name: Key;
  readonly icon: LucideIcon;
}
/** The first five are tabs, the rest stand on her own page. */
export function placesOf(session: Session): Place[] {
  const sells = can(session, 'members.own');
  const all: (Place | false)[] = [
    { to: '/', name: 'nav.today', icon: Sun },
    sells && { to: '/customers', name: 'nav.customers', icon: UsersRound },
    can(session, 'sharing.read') && { to: '/share', name: 'nav.share', icon: Share2 },
    can(session, 'orders.work') && { to: '/orders', name: 'nav.orders', icon: PackageCheck },
    can(session, 'income.read') && { to: '/income', name: 'nav.income', icon: Wallet },
    can(session, 'stock.read') && { to: '/stock', name: 'nav.stock', icon: Package },
    { to: '/me', name: 'nav.me', icon: UserRound },
    can(session, 'orders.refund') && { to: '/cases', name: 'nav.cases', icon: MessageSquareReply },
    can(session, 'outlets.hours') && { to: '/outlet', name: 'nav.outlet', icon: Store },
  ];
  return all.filter((place) => place !== false);
}
