/** Builds the shop for the phone web: the views of src/ over the small Taro subset of h5/. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { icons } from './build/icons.ts';
import { inlineStyle } from './build/inline-style.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0 },
});
