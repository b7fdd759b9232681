/** Which address shows which page. Each page is a file of its own, fetched when first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: () => null });
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const at = <P extends string>(path: P, load: () => Promise<Record<string, any>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, name),
  });

const share = createRoute({
  getParentRoute: () => root,
  path: '/share',
  validateSearch: (search: Record<string, unknown>): { product?: string } => {
    const product = text(search.product);
    return product === undefined ? {} : { product };
  },
  component: lazyRouteComponent(() => import('../pages/share/share.tsx'), 'SharePage'),
});

const tree = root.addChildren([
  at('/', () => import('../pages/today/today.tsx'), 'TodayPage'),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: () => null }),
  at('/customers', () => import('../pages/customers/customers.tsx'), 'CustomersPage'),
  at('/customers/new', () => import('../pages/customer-qr/customer-qr.tsx'), 'CustomerQrPage'),
  at('/customers/$id', () => import('../pages/customer/customer.tsx'), 'CustomerPage'),
  share,
  at('/orders', () => import('../pages/orders/orders.tsx'), 'OrdersPage'),
  at('/orders/$id', () => import('../pages/order/order.tsx'), 'OrderPage'),
  at('/verify', () => import('../pages/verify/verify.tsx'), 'VerifyPage'),
  at('/income', () => import('../pages/income/income.tsx'), 'IncomePage'),
  at('/incentives', () => import('../pages/incentives/incentives.tsx'), 'IncentivesPage'),
  at('/stock', () => import('../pages/stock/stock.tsx'), 'StockPage'),
  at('/stock/transfers', () => import('../pages/transfers/transfers.tsx'), 'TransfersPage'),
  at('/cases', () => import('../pages/cases/cases.tsx'), 'CasesPage'),
  at('/outlet', () => import('../pages/outlet/outlet.tsx'), 'OutletPage'),
  at('/me', () => import('../pages/me/me.tsx'), 'MePage'),
  at('/me/security', () => import('../pages/security/security.tsx'), 'SecurityPage'),
  at('/me/shop', () => import('../pages/my-shop/my-shop.tsx'), 'MyShopPage'),
]);

export const router = createRouter({
  routeTree: tree,
  basepath: '/work',
  scrollRestoration: true,
  defaultPreload: 'intent',
});
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
