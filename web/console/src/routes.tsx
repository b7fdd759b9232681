/** Every page and its path. Each is its own chunk: the first screen loads the shell and itself. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Loading } from './parts/states.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell });
type Module = () => Promise<{ Page: () => React.ReactNode }>;
const page = (path: string, load: Module) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, 'Page'),
    pendingComponent: () => <Loading height={400} />,
  });

const routeTree = root.addChildren([
  page('/', () => import('./pages/dashboard/page.tsx')),
  page('/increment', () => import('./pages/increment/page.tsx')),
  page('/orders', () => import('./pages/orders/page.tsx')),
  page('/orders/$id', () => import('./pages/order/page.tsx')),
  page('/aftersales', () => import('./pages/aftersales/page.tsx')),
  page('/invoices', () => import('./pages/invoices/page.tsx')),
  page('/members', () => import('./pages/members/page.tsx')),
  page('/members/$id', () => import('./pages/member/page.tsx')),
  page('/share-trees', () => import('./pages/share-trees/page.tsx')),
  page('/share-trees/$code', () => import('./pages/share-tree/page.tsx')),
  page('/organisation', () => import('./pages/organisation/page.tsx')),
  page('/outlets', () => import('./pages/outlets/page.tsx')),
  page('/outlets/$id', () => import('./pages/outlet/page.tsx')),
  page('/products', () => import('./pages/products/page.tsx')),
  page('/assortment', () => import('./pages/assortment/page.tsx')),
  page('/stock', () => import('./pages/stock/page.tsx')),
  page('/promotions', () => import('./pages/promotions/page.tsx')),
  page('/ledger', () => import('./pages/ledger/page.tsx')),
  page('/ledger/accounts/$account', () => import('./pages/ledger/account.tsx')),
  page('/reconciliation', () => import('./pages/reconciliation/page.tsx')),
  page('/withdrawals', () => import('./pages/withdrawals/page.tsx')),
  page('/wallet', () => import('./pages/wallet/page.tsx')),
  page('/statements', () => import('./pages/statements/page.tsx')),
  page('/payment-accounts', () => import('./pages/payment-accounts/page.tsx')),
  page('/settlements', () => import('./pages/settlements/page.tsx')),
  page('/settlements/$id', () => import('./pages/settlements/one.tsx')),
  page('/imports', () => import('./pages/imports/page.tsx')),
  page('/rules', () => import('./pages/rules/page.tsx')),
  page('/incentives', () => import('./pages/incentives/page.tsx')),
  page('/plan', () => import('./pages/plan/page.tsx')),
  page('/staff', () => import('./pages/staff/page.tsx')),
  page('/staff/$id/leave', () => import('./pages/leaver/page.tsx')),
  page('/keys', () => import('./pages/keys/page.tsx')),
  page('/security', () => import('./pages/security/page.tsx')),
  page('/privacy', () => import('./pages/privacy/page.tsx')),
  page('/operations', () => import('./pages/operations/page.tsx')),
  page('/audit', () => import('./pages/audit/page.tsx')),
]);

/** Plain strings in the address: what a person reads there is what the filter says. */
const parseSearch = (text: string) => Object.fromEntries(new URLSearchParams(text));
const stringifySearch = (search: Record<string, unknown>) => {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
  return text ? `?${text}` : '';
};

export const router = createRouter({
  routeTree,
  basepath: '/console',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  scrollRestoration: true,
});
