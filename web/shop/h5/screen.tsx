/** Shows the page of the present address inside the app, and gives it the focus when it changed. */
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { App } from '../src/app.tsx';
import type { Place } from './addresses.ts';
import { here, onMove } from './history.ts';
import { pageOf } from './pages.ts';
import { PlaceContext } from './place.ts';

interface Shown {
  place: Place;
  page: ComponentType;
  scroll: number;
  turn: number;
}

export function Screen({ first }: { first: ComponentType }) {
  const [shown, show] = useState<Shown>({ place: here(), page: first, scroll: 0, turn: 0 });

  useEffect(() => {
    let latest = 0;
    onMove(async (place, scroll) => {
      const turn = ++latest;
      const page = await pageOf(place.page);
      if (turn === latest) show({ place, page, scroll, turn });
    });
  }, []);

  useLayoutEffect(() => {
    if (shown.turn === 0) return;
    scrollTo(0, shown.scroll);
    document.getElementById('page')?.focus({ preventScroll: true });
  }, [shown]);

  const Page = shown.page;
  return (
    <PlaceContext.Provider value={shown.place}>
      <App>
        <Page key={shown.turn} />
      </App>
    </PlaceContext.Provider>
  );
}
