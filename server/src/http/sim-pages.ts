/** Demo and test only: the inbox of the text messages we sent, and a phone with WeChat on it. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../kernel/refusal.ts';
import { Query } from './schema.ts';

/** What the pages need of the simulators, which only the top of the house knows. */
export interface SimPeople {
  readonly sms: {
    messages(phone?: string): readonly { phone: string; words: string; code: string }[];
  };
  readonly wechat: { loginCode(persona: string): string };
}

/** Where a person of the simulator says who she is. */
export const WECHAT_PAGE = '/sim/wechat';

const PERSONAS = ['陈静', '吴桐', '孙悦', '李建国', '王芳', '赵磊', '新朋友'];
const OUR_PAGE = /^\/(?![/\\])[\w\-./?=&%]*$/;

const page = (reply: FastifyReply, title: string, body: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC",sans-serif;margin:0 auto;
max-width:420px;padding:24px;background:#f2f5f2;color:#16201b}h1{font-size:20px}li{background:#fff;
border-radius:12px;padding:12px 16px;margin:0 0 12px;list-style:none}ul{padding:0}
small{color:#626d66}a{display:block;color:#a63711;font-weight:500}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);

export function simPages(simulators: SimPeople) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/sim/sms', { schema: { hide: true } }, async (_request, reply) => {
      const items = simulators.sms
        .messages()
        .map(({ phone, words }) => `<li><small>${phone}</small><br>${escaped(words)}</li>`);
      const list = items.length === 0 ? '<p>还没有短信 No message yet.</p>' : items.join('');
      reply.header('refresh', '5');
      return page(reply, '短信收件箱 SMS inbox', `<ul>${list}</ul>`);
    });

    app.get<{ Querystring: { phone?: string } }>(
      '/sim/sms.json',
      {
        schema: {
          hide: true,
          querystring: Query({ phone: Type.Optional(Type.String({ maxLength: 11 })) }),
        },
      },
      async ({ query }) => ({ items: simulators.sms.messages(query.phone) }),
    );

    app.get<{ Querystring: { back: string; persona?: string } }>(
      WECHAT_PAGE,
      {
        schema: {
          hide: true,
          querystring: Query({
            back: Type.String({ maxLength: 300, default: '/' }),
            persona: Type.Optional(Type.String({ maxLength: 40 })),
          }),
        },
      },
      async ({ query: { back, persona } }, reply) => {
        if (!OUR_PAGE.test(back)) throw new Refusal('invalid', 'http.bad_request');
        if (persona !== undefined) {
          const code = simulators.wechat.loginCode(persona);
          return reply.redirect(`${back}${back.includes('?') ? '&' : '?'}wechatCode=${code}`);
        }
        const links = PERSONAS.map((name) => {
          const asked = new URLSearchParams({ back, persona: name });
          return `<li><a href="${WECHAT_PAGE}?${escaped(asked.toString())}">${name}</a></li>`;
        });
        return page(reply, '谁的微信？ Whose WeChat?', `<ul>${links.join('')}</ul>`);
      },
    );
  };
}
