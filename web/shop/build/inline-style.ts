/**
 * Puts the first stylesheet into the page itself, so that the first paint waits for one answer
 * only.
 */
import type { Plugin } from 'vite';

const LINK = /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/;

export function inlineStyle(): Plugin {
  return {
    name: 'shop-inline-style',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      const html = String(page.source);
      const found = LINK.exec(html);
      const sheet = found?.[1] ? bundle[found[1]] : undefined;
      if (!found || sheet?.type !== 'asset') return;
      page.source = html.replace(found[0], () => `<style>${String(sheet.source).trim()}</style>`);
      delete bundle[sheet.fileName];
    },
  };
}
