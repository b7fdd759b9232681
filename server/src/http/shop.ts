/**
 * Everything a shopper's phone may ask. A visitor is known by her device, a member by her session;
 * routes that need a member say so with `signedIn`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House, Neighbours } from '../house.ts';
import { instantAt } from '../kernel/time.ts';
import { knowMember, signedIn } from './member-session.ts';
import { shopsOf } from '../flows/see-shelf.ts';
import { addressRoutes } from './shop/addresses.ts';
import { browseRoutes } from './shop/browse.ts';
import { cartRoutes } from './shop/cart.ts';
import { guideShopRoutes } from './shop/guide-shop.ts';
import { homeRoutes } from './shop/home.ts';
import { leavingRoutes } from './shop/leaving.ts';
import { linkRoutes } from './shop/links.ts';
import { meRoutes } from './shop/me.ts';
import { noticeRoutes } from './shop/notices.ts';
import { orderRoutes } from './shop/orders.ts';
import { orderWordRoutes } from './shop/order-words.ts';
import { complexRoutes } from './shop/complexes.ts';
import { outletRoutes } from './shop/outlets.ts';
import { privacyRoutes } from './shop/privacy.ts';
import { productRoutes } from './shop/product.ts';
import { pickupCodeRoutes } from './shop/pickup-code.ts';
import { payeeRoutes } from './payee-routes.ts';
import { invoiceRoutes } from './shop/invoices.ts';
import { aftersalesRoutes } from './shop/aftersales.ts';
import { payRoutes } from './shop/pay.ts';
import { rewardRoutes } from './shop/rewards.ts';
import { sessionRoutes } from './shop/session.ts';
import { shareRoutes } from './shop/shares.ts';
import { termRoutes } from './shop/terms.ts';
import { walletRoutes } from './shop/wallet.ts';
import { visitRoutes } from './shop/visits.ts';

const memberPaid = (request: FastifyRequest) =>
  ({ kind: 'member', id: signedIn(request) }) as const;

export function shopRoutes(house: House, { sms, wechat, payments, invoices }: Neighbours) {
  return async (app: FastifyInstance): Promise<void> => {
    knowMember(app, house);
    // The phone's clock is wrong and promises are not: pages count from the server's.
    app.addHook('onRequest', (_request, reply, done) => {
      reply.header('quandian-now', instantAt(house.clock.now()));
      done();
    });
    const shops = shopsOf(house.db);
    await app.register(homeRoutes(house, shops));
    await app.register(browseRoutes(shops));
    await app.register(productRoutes(house, shops));
    await app.register(guideShopRoutes(house, shops));
    await app.register(outletRoutes(house));
    await app.register(cartRoutes(house));
    await app.register(orderRoutes(house));
    await app.register(orderWordRoutes(house));
    await app.register(sessionRoutes({ ...house, sms, wechat }));
    await app.register(meRoutes({ ...house, wechat }));
    await app.register(noticeRoutes(house));
    await app.register(privacyRoutes(house));
    await app.register(leavingRoutes({ ...house, sms }));
    await app.register(addressRoutes(house));
    await app.register(linkRoutes(house));
    await app.register(visitRoutes(house));
    await app.register(complexRoutes(house));
    await app.register(termRoutes(house));
    await app.register(pickupCodeRoutes(house));
    await app.register(shareRoutes(house));
    await app.register(payRoutes({ ...house, payments }));
    await app.register(aftersalesRoutes(house));
    await app.register(invoiceRoutes({ ...house, invoices }));
    await app.register(rewardRoutes({ ...house, payments }));
    await app.register(walletRoutes({ ...house, payments }));
    await app.register(payeeRoutes({ ...house, payments }, 'me', memberPaid));
  };
}
