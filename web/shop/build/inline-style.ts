/**
 * Puts the first stylesheets into the page itself, so that the first paint waits for one answer
 * only.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const LINK = /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g;

export function inlineStyle(): Plugin {
  return {
    name: 'shop-inline-style',
    apply: 'build',
    // Only what is written has its last name.
    writeBundle({ dir = 'dist' }) {
      const page = join(dir, 'index.html');
      const html = readFileSync(page, 'utf8');
      const written = html.replaceAll(LINK, (_link, file: string) => {
        const style = readFileSync(join(dir, file), 'utf8').trim();
        rmSync(join(dir, file));
        return `<style>${style}</style>`;
      });
      writeFileSync(page, written);
    },
  };
}
