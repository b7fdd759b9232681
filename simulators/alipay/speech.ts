/** How Alipay in small shows a page, and how its word travels to a shop. */
import { request } from 'undici';
import type { SimReply } from '../serve.ts';

export interface Letter {
  readonly url: string;
  readonly body: string;
}

export const html = (status: number, body: string): SimReply => ({
  status,
  text: `<!doctype html><meta charset="utf-8">${body}`,
  headers: { 'content-type': 'text/html; charset=utf-8' },
});
/** Answers with what was read there. */
export async function overHttp({ url, body }: Letter): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const answer = await request(url, { method: 'POST', headers, body });
  return answer.body.text();
}
