/** After-sales at the store: the cases of its own orders. */
import type { House } from '../../house.ts';
import { caseRoutes } from '../case-routes.ts';

export const workAftersalesRoutes = (house: House) => caseRoutes(house);
