/** Builds the shop for the phone web: the views of src/ over the small Taro subset of h5/. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { icons } from './build/icons.ts';
import { inlineStyle } from './build/inline-style.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const PARTS = [
  'page|tabs|icon|price|states|snack|goods-card|adder|stepper',
  'guide-card|sheet|ask-guide|sign-in-door',
].join('|');
const FIRST = new RegExp(
  [
    'node_modules/preact',
    'shop/h5/(?!scan|main)',
    'shop/src/[a-z-]+\\.tsx?$',
    'shop/src/api/(http|goods|cart|sharing|people)\\.ts$',
    'shop/src/words/(index|zh|zh-order|goods)\\.ts$',
    'shop/src/pages/home/',
    // What pages say of their own stands behind what is said for all of them.
    'web/tokens/',
    'shop/src/style/',
    'icons\\.css$',
    `shop/src/parts/(${PARTS})\\.tsx?$`,
  ].join('|'),
);

export default defineConfig({
  root: at('.'),
  base: '/',
  plugins: [icons(), inlineStyle()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: {
      '@tarojs/components': at('./h5/components.tsx'),
      '@tarojs/taro': at('./h5/taro.ts'),
      react: at('./h5/react.ts'),
    },
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What the first page needs comes in one piece; a slow phone pays for every request.
      output: { codeSplitting: { groups: [{ name: 'shop', test: FIRST }] } },
    },
  },
});
