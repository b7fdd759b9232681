/** What was last read stays: in memory for every page, on the phone for picking in a cold room. */
import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query';
import { NoNetwork, onSignedOut, Refused } from '../api/client.ts';
import { forgetAll, onQueueEmptied } from '../offline/queue.ts';

const KEPT = 'qd.work.last';
/** One parcel names whom the courier calls: that stays in memory only. */
const IN_CLEAR = 'one';
const KEPT_QUERIES = new Set(['session', 'picking']);

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
    const state = dehydrate(queries, {
      shouldDehydrateQuery: ({ queryKey, state: { status } }) =>
        status === 'success' && KEPT_QUERIES.has(String(queryKey[0])) && queryKey[1] !== IN_CLEAR,
    });
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
