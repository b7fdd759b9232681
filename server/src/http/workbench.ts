/** Everything the workbench may ask. Each route names the permission that it needs. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House, Neighbours } from '../house.ts';
import { workbenchOutletRoutes } from './workbench/outlet.ts';
import { staffDevices } from './staff-devices.ts';
import { staffDoor } from './staff-door.ts';
import { payeeRoutes } from './payee-routes.ts';
import { staffFactor } from './staff-factor.ts';
import { knowStaff, staffOf } from './staff-session.ts';
import { customerRoutes } from './workbench/customers.ts';
import { stockLists } from './stock-lists.ts';
import { stockRoutes } from './stock.ts';
import { guideProfileRoutes } from './workbench/guide-profile.ts';
import { incomeWhyRoutes } from './workbench/income-why.ts';
import { staffLinkRoutes } from './workbench/links.ts';
import { orderWorkRoutes } from './workbench/orders.ts';
import { workAftersalesRoutes } from './workbench/aftersales.ts';
import { workIncentiveRoutes } from './workbench/incentives.ts';
import { incomeRoutes } from './workbench/income.ts';
import { pickingRoutes } from './workbench/picking.ts';
import { shareRoutes } from './workbench/share.ts';
import { todayRoutes } from './workbench/today.ts';

const staffPaid = (request: FastifyRequest) =>
  ({ kind: 'staff', id: staffOf(request).id }) as const;

export function workbenchRoutes(house: House, { payments }: Neighbours) {
  return async (app: FastifyInstance): Promise<void> => {
    knowStaff(app, house, 'workbench');
    await app.register(todayRoutes(house));
    await app.register(customerRoutes(house));
    await app.register(staffLinkRoutes(house));
    await app.register(incomeRoutes({ ...house, payments }));
    await app.register(payeeRoutes({ ...house, payments }, 'work', staffPaid));
    await app.register(workIncentiveRoutes(house));
    await app.register(workAftersalesRoutes(house));
    await app.register(pickingRoutes(house));
    await app.register(orderWorkRoutes(house));
    await app.register(shareRoutes(house));
    await app.register(guideProfileRoutes(house));
    await app.register(incomeWhyRoutes(house));
    await app.register(staffDoor(house, 'workbench'));
    await app.register(staffDevices(house));
    await app.register(staffFactor(house));
    await app.register(workbenchOutletRoutes(house));
    await app.register(stockRoutes(house));
    await app.register(stockLists(house, 'workbench'));
  };
}
