/**
 * Copies the strokes of the listed lucide icons into one stylesheet, as masks in the text's colour.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { ICONS } from '../src/icons.ts';

const NAME = 'virtual:icons.css';
const RESOLVED = '\0icons.css';

function ruleOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`lucide-static/icons/${name}.svg`);
  const strokes = readFileSync(file, 'utf8')
    .replace(/<!--.*?-->/gs, '')
    .replace(/\s*<svg[\s\S]*?>/, '')
    .replace('</svg>', '')
    .replace(/\s+/g, ' ')
    .replaceAll(' />', '/>')
    .replaceAll('"', "'")
    .trim();
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' ` +
    `stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>${strokes}</svg>`;
  const escaped = svg.replaceAll('<', '%3c').replaceAll('>', '%3e');
  return `.i-${name}{--i:url("data:image/svg+xml,${escaped}")}`;
}

export function icons(): Plugin {
  return {
    name: 'shop-icons',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? ICONS.map(ruleOf).join('\n') : null),
  };
}
