/** What was last read stays: in memory for every page, on the phone for picking in a cold room. */
import { dehydrate, hydrate, type Query, QueryClient } from '@tanstack/react-query';
import { NoNetwork, onSignedOut, Refused } from '../api/client.ts';
import { forgetAll, onQueueEmptied } from '../offline/queue.ts';

const KEPT = 'qd.work.last';
/** One parcel names whom the courier calls: that stays in memory only. */
const IN_CLEAR = 'one';
const KEPT_QUERIES = new Set(['session', 'picking']);
/** "Nobody is signed in" is asked anew by each page: it may have stopped being true. */
const isKept = ({ queryKey: [name, which], state: { status, data } }: Query): boolean =>
  status === 'success' && data !== null && KEPT_QUERIES.has(String(name)) && which !== IN_CLEAR;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (count, error) =>
        !(error instanceof Refused || error instanceof NoNetwork) && count < 1,
    },
    mutations: { networkMode: 'always' },
  },
});

const kept = localStorage.getItem(KEPT);
if (kept !== null) hydrate(queries, JSON.parse(kept));
let writing: ReturnType<typeof setTimeout> | undefined;
queries.getQueryCache().subscribe(() => {
  clearTimeout(writing);
  writing = setTimeout(() => {
    const state = dehydrate(queries, { shouldDehydrateQuery: isKept });
    localStorage.setItem(KEPT, JSON.stringify(state));
  }, 1_000);
});

/** Nothing of one person stays on the phone for the next. */
export function forgetPerson(): void {
  queries.clear();
  forgetAll();
  clearTimeout(writing);
  localStorage.removeItem(KEPT);
}
onSignedOut(() => {
  queries.setQueryData(['session'], null);
});
onQueueEmptied(() => {
  for (const name of ['picking', 'customer', 'today'])
    void queries.invalidateQueries({ queryKey: [name] });
});
