/** How the workbench is built: under /work/, with the scanner's wasm served from its own dist. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.QUANDIAN_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  base: '/work/',
  plugins: [react()],
  // The root keeps an older React for another package; the libraries must not meet that one.
  resolve: { dedupe: ['react', 'react-dom', 'scheduler'] },
  build: { outDir: 'dist', target: 'es2022', emptyOutDir: true, reportCompressedSize: true },
  server: { proxy: { '/api': server, '/pictures': server, '/s': server } },
});
