/** Everything the console may ask. Each route names the permission that it needs. */
import type { FastifyInstance } from 'fastify';
import type { House, Neighbours } from '../house.ts';
import { apiKeyRoutes } from './console/api-keys.ts';
import { auditRoutes } from './console/audit.ts';
import { leaverRoutes } from './console/leavers.ts';
import { memberRoutes } from './console/members.ts';
import { organisationRoutes } from './console/organisation.ts';
import { outletChangeRoutes } from './console/outlet-changes.ts';
import { outletRoutes } from './console/outlets.ts';
import { policyRoutes } from './console/policies.ts';
import { policyWriteRoutes } from './console/policy-drafts.ts';
import { incrementRoutes } from './console/increment.ts';
import { ledgerRoutes } from './console/ledger.ts';
import { orderMoneyRoutes } from './console/order-money.ts';
import { statementRoutes } from './console/statements.ts';
import { refundRoutes } from './console/refunds.ts';
import { withdrawalRoutes } from './console/withdrawals.ts';
import { exportRoutes } from './console/exports.ts';
import { goodsRoutes } from './console/goods.ts';
import { importRoutes } from './console/imports.ts';
import { offerRoutes } from './console/offers.ts';
import { readingRoutes } from './console/reading.ts';
import { staffRoutes } from './console/staff.ts';
import { staffDoor } from './staff-door.ts';
import { knowStaff } from './staff-session.ts';
import { stockLists } from './stock-lists.ts';
import { stockRoutes } from './stock.ts';

export function consoleRoutes(house: House, { payments }: Neighbours) {
  return async (app: FastifyInstance): Promise<void> => {
    knowStaff(app, house, 'console');
    await app.register(staffDoor(house, 'console'));
    await app.register(outletRoutes(house));
    await app.register(outletChangeRoutes(house));
    await app.register(organisationRoutes(house));
    await app.register(staffRoutes(house));
    await app.register(policyRoutes(house));
    await app.register(policyWriteRoutes(house));
    await app.register(auditRoutes(house));
    await app.register(apiKeyRoutes(house));
    await app.register(memberRoutes(house));
    await app.register(leaverRoutes(house));
    await app.register(goodsRoutes(house));
    await app.register(importRoutes(house));
    await app.register(exportRoutes(house));
    await app.register(offerRoutes(house));
    await app.register(stockRoutes(house));
    await app.register(stockLists(house, 'console'));
    await app.register(refundRoutes(house));
    await app.register(orderMoneyRoutes(house));
    await app.register(ledgerRoutes(house));
    await app.register(statementRoutes(house));
    await app.register(incrementRoutes(house));
    await app.register(withdrawalRoutes({ ...house, payments }));
    await app.register(readingRoutes(house));
  };
}
