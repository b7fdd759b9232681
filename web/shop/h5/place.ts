/** Tells every view which page it is on. */
import { createContext } from 'preact';
import { here } from './history.ts';

export const PlaceContext = createContext(here());
