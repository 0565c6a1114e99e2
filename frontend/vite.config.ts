import { fileURLToPath, URL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { PAGES, routePages } from './scripts/pages.ts';

const backend = process.env.BACKEND_URL ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), routePages(PAGES)],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': backend, '/healthz': backend, '/readyz': backend } },
  build: {
    target: 'es2022',
    // A strict content security policy forbids data: addresses and inline code, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // Few files: on a phone each costs more by its way there and back than by its size.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules\/(?!downshift|compute-scroll)|rolldown-runtime|^\0/, priority: 2 },
            // Where one chooses from a list while typing: not what every page needs.
            { name: 'downshift', test: /node_modules\/(downshift|compute-scroll)/, priority: 1 },
            { name: 'shared', test: /src\/(api\/|components\/|lib\/|features\/(models|submission|upload)\/|app\/(NotFoundPage|WhenNear|useListen))/ },
            // What is drawn along the time of a song, on its page and where songs are compared.
            { name: 'course', test: /src\/(features\/(course|waveform)\/|app\/useOutlined)/ },
          ],
        },
      },
    },
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['src/main.tsx', 'src/api/generated.ts', 'src/testing/**', 'src/**/*.test.{ts,tsx}'],
      reporter: ['text', 'lcov'],
      thresholds: { lines: 80, functions: 80, statements: 80, branches: 70 },
    },
  },
});
