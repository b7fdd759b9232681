/** `GET /`: the shop, with the first page's answer and its first pictures already in it. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import { askEarly, type Early, earlyHead, isOpened } from './early.ts';

/** Where the phone stood last; the shop's program writes it. */
const HERE_COOKIE = 'qd_here';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** As many cards as a phone shows before it is pushed along. */
const SEEN = 3;

export function frontPage(app: FastifyInstance, { clock }: House, html: string): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    reply.type('text/html').header('cache-control', 'private, no-cache');
    if (!isOpened(request)) return html;
    const here = request.cookies[HERE_COOKIE] ?? '';
    const early: Early = {};
    const home = await askEarly(
      request,
      early,
      `/api/shop/home${UUID.test(here) ? `?outlet=${here}` : ''}`,
    );
    if (home === null) return html;
    const front = `/storefront-${home.outlet.open ? 'open' : 'closed'}.svg`;
    const cards = (home.blocks[0]?.items ?? []).slice(0, SEEN);
    const pictures = [front, ...cards.map(({ picture }: { picture: string }) => picture)];
    const head = earlyHead(early, pictures, clock);
    return html.replace('</head>', () => `${head}</head>`);
  });
}
