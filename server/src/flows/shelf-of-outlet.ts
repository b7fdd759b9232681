/** What an outlet sells, for whoever shows it. */
export { pathOf, shelfOfOutlet } from './steps/shelf.ts';
