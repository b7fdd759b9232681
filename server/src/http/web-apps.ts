/** The three built apps, pictures, health: what belongs to no audience's API. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { frontPage } from './front-page.ts';

const WEB = join(import.meta.dirname, '../../../web');
const APPS = [
  { name: 'workbench', prefix: '/work/' },
  { name: 'console', prefix: '/console/' },
  { name: 'shop', prefix: '/' },
] as const;

export function webApps(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/health', { config: { anyMerchant: true }, schema: { hide: true } }, async () => ({
      ok: true,
    }));
    for (const { name, prefix } of APPS) {
      const root = join(WEB, name, 'dist');
      if (!existsSync(join(root, 'index.html'))) continue;
      await app.register(fastifyStatic, {
        root,
        prefix,
        decorateReply: false,
        wildcard: false,
        index: false,
        // Names in assets/ carry a hash of what is inside.
        setHeaders: (reply, path) =>
          void reply.header(
            'cache-control',
            path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
          ),
      });
      const html = readFileSync(join(root, 'index.html'), 'utf8');
      if (prefix === '/') frontPage(app, house, html);
      pages(app, html, prefix);
    }
  };
}

/** Every address inside an app that is no file is a page of that app: its own router knows it. */
function pages(app: FastifyInstance, html: string, prefix: string): void {
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    if (/^\/(api|pictures|sim|docs)\//.test(request.url)) return reply.callNotFound();
    return reply.type('text/html').header('cache-control', 'no-cache').send(html);
  };
  app.get(`${prefix}*`, { schema: { hide: true } }, page);
  if (prefix !== '/') {
    app.get(prefix.slice(0, -1), { schema: { hide: true } }, (_request, reply) =>
      reply.redirect(prefix),
    );
  }
}
