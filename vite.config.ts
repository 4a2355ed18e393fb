import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Addresses are relative, so that the page can be served from any folder.
  base: './',
  worker: { format: 'es' },
  // These find their WebAssembly beside their own file, which bundling in advance would move.
  optimizeDeps: { exclude: ['@echogarden/speex-resampler-wasm'] },
  build: {
    outDir: 'dist/page',
    target: 'chrome120',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: { page: 'index.html', viewer: 'viewer.html' } },
  },
});
