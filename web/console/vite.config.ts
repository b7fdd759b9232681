/** Builds the console below /console/, its libraries apart so that a new page costs little. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  // The root keeps an older React for another package; antd must not meet that one.
  resolve: { dedupe: ['react', 'react-dom', 'scheduler'] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    chunkSizeWarningLimit: 1400,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': api, '/pictures': api } },
});
