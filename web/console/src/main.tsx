/** Mounts the console: language outside theme, theme outside everything that is drawn. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from './api/call.ts';
import { router } from './routes.tsx';
import { Theme } from './theme/mode.tsx';
import { Words } from './words/words.tsx';
import '../../tokens/tokens.css';
import './theme/app.css';

const known = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // A "no" stays a no; only a fault or a lost line is worth a second try.
      retry: (tries, error) => error instanceof Refused && error.status === 0 && tries < 2,
    },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={known}>
      <Words>
        <Theme>
          <RouterProvider router={router} />
        </Theme>
      </Words>
    </QueryClientProvider>
  </StrictMode>,
);
