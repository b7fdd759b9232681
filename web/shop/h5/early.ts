/**
 * The answers that came inside the page (`http/early.ts` of the server), each used once: whoever
 * asks again wants to know what is so now.
 */
import type { RequestAnswer } from './taro.ts';

interface Told {
  at: string;
  answers: Record<string, unknown>;
}
/** What nobody has asked for by then belongs to no page that is shown. */
const STALE_MS = 5_000;

let told: Told | null = null;

function open(): Told {
  const text = document.getElementById('early')?.textContent;
  setTimeout(() => {
    told = { at: '', answers: {} };
  }, STALE_MS);
  return text ? (JSON.parse(text) as Told) : { at: '', answers: {} };
}

export function earlyAnswer(url: string): RequestAnswer | null {
  told ??= open();
  const { at, answers } = told;
  if (!(url in answers)) return null;
  const data = answers[url];
  delete answers[url];
  return { statusCode: 200, data, header: { 'quandian-now': sinceThen(at) } };
}

/** The server's time now, if it wrote the page when the page began to come. */
function sinceThen(at: string): string {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const passedMs = performance.now() - (page?.responseStart ?? 0);
  return new Date(Date.parse(at) + passedMs).toISOString();
}
