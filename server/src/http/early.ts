/**
 * The first answers of a page, asked by the server and put into the page itself: a slow phone pays
 * for every question that its program has to ask before it can draw.
 */
import type { FastifyRequest } from 'fastify';
import { instantAt } from '../kernel/time.ts';
import type { Clock } from '../platform/clock.ts';

type Json = Record<string, any>;
/** What `h5/early.ts` of the shop finds in the page, by the address it would have asked. */
export type Early = Record<string, Json>;

/** A browser that opens a page says so; whoever only previews it need not be kept waiting. */
export const isOpened = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-mode'] === 'navigate';

/** Asks as the person who opens the page; what is refused is left for her program to ask. */
export async function askEarly(
  request: FastifyRequest,
  early: Early,
  url: string,
): Promise<Json | null> {
  const { host, cookie } = request.headers;
  const forwarded = request.headers['x-forwarded-for'];
  const answer = await request.server.inject({
    url,
    remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
    headers: {
      ...(host === undefined ? {} : { host }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    },
  });
  if (answer.statusCode !== 200) return null;
  early[url] = answer.json();
  return early[url]!;
}

/** Not run by the browser, so no page of ours has to allow scripts in its text. */
export function earlyHead(early: Early, pictures: readonly string[], clock: Clock): string {
  if (Object.keys(early).length === 0) return '';
  const told = JSON.stringify({ at: instantAt(clock.now()), answers: early });
  const loads = pictures.map((src) => `<link rel="preload" as="image" href="${encodeURI(src)}">`);
  const script = `<script type="application/json" id="early">${told.replaceAll('<', '\\u003c')}`;
  return `${loads.join('')}${script}</script>`;
}
