/**
 * `GET /s/:code`: what a chat shows of a link, and what a browser opens. Safe: it records nothing
 * and sets no cookie, so previews and scanners leave no trace. The landing then posts the visit.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '../house.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Clock } from '../platform/clock.ts';
import { askEarly, type Early, earlyHead, isOpened } from './early.ts';
import { shareCard, type ShareCard } from './share-card.ts';
import { Body } from './schema.ts';

const SHELL = join(import.meta.dirname, '../../../web/shop/dist/index.html');
const BARE =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body></body></html>';
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => ESCAPES[each]!);
const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

interface Preview {
  readonly title: string;
  readonly description: string;
  readonly picture: string;
  readonly priceFen: number | null;
}

function previewOf({ link, shop, outlet, guide, product, shopOf }: ShareCard): Preview {
  const by = guide === null ? outlet.name : `${guide.name} · ${outlet.shortName}`;
  const words = link.words || outlet.address;
  const picture = `/posters/${link.code}.png`; // chats draw no SVG
  if (product !== null)
    return {
      title: `${product.title} ${product.spec} ${yuan(product.fromFen)}`,
      description: `${by}。${words}`,
      picture,
      priceFen: product.fromFen,
    };
  const title = shopOf === null ? `${shop} ${outlet.shortName}` : `${shopOf.name}的店 · ${shop}`;
  return { title, description: `${by}。${words}`, picture, priceFen: null };
}

function headOf(preview: Preview, url: string, origin: string): string {
  const price = preview.priceFen === null ? '' : (preview.priceFen / 100).toFixed(2);
  const tags: [string, string][] = [
    ['og:type', preview.priceFen === null ? 'website' : 'product'],
    ['og:title', preview.title],
    ['og:description', preview.description],
    ['og:image', origin + preview.picture],
    ['og:url', url],
    ...(price === ''
      ? []
      : ([
          ['product:price:amount', price],
          ['product:price:currency', 'CNY'],
        ] as [string, string][])),
  ];
  return [
    `<title>${escaped(preview.title)}</title>`,
    `<meta name="description" content="${escaped(preview.description)}">`,
    '<meta name="robots" content="noindex">',
    ...tags.map(([name, is]) => `<meta property="${name}" content="${escaped(is)}">`),
  ].join('');
}

/** What the landing of goods asks before it can be drawn, for a phone that stands nowhere yet. */
async function landingOf(
  request: FastifyRequest,
  { link, outlet, product }: ShareCard,
  clock: Clock,
): Promise<string> {
  if (product === null) return '';
  const early: Early = {};
  await askEarly(request, early, `/api/shop/links/${link.code}`);
  const shown = `/api/shop/products/${product.id}?outlet=${outlet.id}`;
  const goods = await askEarly(request, early, shown);
  await askEarly(request, early, `/api/shop/outlets/${outlet.id}/terms`);
  return earlyHead(early, goods === null ? [] : [goods.picture], clock);
}

export function sharePage(house: House) {
  const shell = existsSync(SHELL) ? readFileSync(SHELL, 'utf8') : BARE;
  const plain = shell.replace(/<title>[^<]*<\/title>/, '');
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { code: string } }>(
      '/s/:code',
      {
        schema: { hide: true, params: Body({ code: Type.String({ maxLength: 40 }) }) },
      },
      async (request, reply) => {
        reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-cache');
        const origin = `${request.protocol}://${request.host}`;
        try {
          const card = await house.db.reading(request.merchant, (reader) =>
            shareCard(reader, request.params.code),
          );
          const head = headOf(previewOf(card), `${origin}/s/${card.link.code}`, origin);
          const first = isOpened(request) ? await landingOf(request, card, house.clock) : '';
          return plain.replace('</head>', () => `${head}${first}</head>`);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          // The app says in words that there is no such link; a chat shows a bare page.
          return reply.code(404).send(shell);
        }
      },
    );
  };
}
