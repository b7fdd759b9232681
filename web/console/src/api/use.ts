/** Reading and writing from a screen: what is shown stays while the next is fetched. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRefusalWords } from '../parts/refusal.tsx';
import { get, type Query, Refused } from './call.ts';

export interface Page<Row> {
  readonly items: Row[];
  readonly next: string | null;
}

export function useRead<Answer>(
  path: string | null,
  query: Query = {},
  options: { everyMs?: number; fresh?: boolean } = {},
) {
  return useQuery<Answer, Refused>({
    queryKey: [path, query],
    queryFn: () => get<Answer>(path!, query),
    enabled: path !== null,
    ...(options.fresh ? {} : { placeholderData: keepPreviousData }),
    ...(options.everyMs ? { refetchInterval: options.everyMs } : {}),
  });
}

/**
 * Runs a write, says how it went, and fetches again whatever is on screen. A refusal is told in
 * words with its code; the caller may show it beside its field instead with `quiet`.
 */
export function useWrite<Wish, Answer = unknown>(
  write: (wish: Wish) => Promise<Answer>,
  options: { done?: string; quiet?: boolean; then?: (answer: Answer, wish: Wish) => void } = {},
) {
  const known = useQueryClient();
  const { message } = App.useApp();
  const words = useRefusalWords();
  return useMutation<Answer, Refused, Wish>({
    mutationFn: write,
    onSuccess: (answer, wish) => {
      void known.invalidateQueries();
      if (options.done) void message.success(options.done);
      options.then?.(answer, wish);
    },
    onError: (error) => {
      if (!options.quiet) void message.error(words(error));
    },
  });
}
