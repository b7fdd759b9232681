/** Puts `h5/early.js` into the head of the page, in front of everything that must be fetched. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const FILE = new URL('../h5/early.js', import.meta.url);

export function earlyAsk(): Plugin {
  return {
    name: 'shop-early-ask',
    transformIndexHtml: () => {
      const children = readFileSync(FILE, 'utf8')
        .replace(/^\/\/.*$/gm, '')
        .trim();
      return [{ tag: 'script', children, injectTo: 'head-prepend' }];
    },
  };
}
