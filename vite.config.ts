import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// Cross-origin isolation gives SharedArrayBuffer, which threads inside one compartment need.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  root: 'src/ui',
  base: './',
  plugins: [preact()],
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The kernel is fetched and compiled while it streams, never inlined.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  server: { headers },
  preview: { headers, host: 'localhost', port: 4173 },
});
