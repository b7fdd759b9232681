/**
 * The stack of pages over the browser's history: where we are, how to move, and sheets that close
 * on back.
 */
import { addressOf, type Place, placeAt } from './addresses.ts';

interface Mark {
  depth: number;
  scroll: number;
  sheet?: boolean;
}

type Listener = (place: Place, scroll: number) => void;

let listener: Listener = () => {};
let closeSheet: (() => void) | null = null;
/** The sheet whose step back is under way: the browser takes it a moment later. */
let leaving: (() => void) | null = null;
/** What was asked for meanwhile: the sign-in sheet closes, and the share sheet opens. */
const later: (() => void)[] = [];

const mark = (): Mark => (history.state as Mark | null) ?? { depth: 0, scroll: 0 };

export const here = (): Place => placeAt(location.pathname, location.search);

/** Hears of every change of page, with the height to scroll to. */
export function onMove(hear: Listener): void {
  listener = hear;
  history.scrollRestoration = 'manual';
  history.replaceState(mark(), '');
  addEventListener('popstate', () => {
    if (leaving) {
      const close = leaving;
      leaving = null;
      close();
      for (const step of later.splice(0)) step();
    } else if (closeSheet) {
      const close = closeSheet;
      closeSheet = null;
      close();
    } else if (mark().sheet) {
      history.back();
    } else {
      listener(here(), mark().scroll);
    }
  });
}

export function push(url: string): void {
  if (leaving) return void later.push(() => push(url));
  const from = mark();
  if (closeSheet) leaveSheet();
  else history.replaceState({ ...from, scroll: scrollY }, '');
  const next: Mark = { depth: from.depth + 1, scroll: 0 };
  if (from.sheet) history.replaceState(next, '', addressOf(url));
  else history.pushState(next, '', addressOf(url));
  listener(here(), 0);
}

export function replace(url: string): void {
  if (leaving) return void later.push(() => replace(url));
  if (closeSheet) leaveSheet();
  history.replaceState({ depth: mark().depth, scroll: 0 }, '', addressOf(url));
  listener(here(), 0);
}

/** One step back; from a page that was entered directly, to the front page. */
export function back(): void {
  if (mark().depth > 0 || closeSheet) history.back();
  else replace('/pages/home/index');
}

/** An open sheet owns one step of the history, so that the phone's back key closes it. */
export function enterSheet(close: () => void): void {
  closeSheet = close;
  if (leaving) later.push(() => closeSheet === close && stepIn());
  else stepIn();
}

function stepIn(): void {
  const from = mark();
  history.replaceState({ ...from, scroll: scrollY }, '');
  history.pushState({ depth: from.depth + 1, scroll: scrollY, sheet: true }, '');
}

/** The sheet is gone without a step back, because a page took its place in the history. */
function leaveSheet(): void {
  const close = closeSheet;
  closeSheet = null;
  close?.();
}

export function quitSheet(close: () => void): void {
  if (closeSheet !== close) return;
  closeSheet = null;
  if (leaving) return close(); // it has no step of its own yet
  leaving = close;
  history.back();
}
