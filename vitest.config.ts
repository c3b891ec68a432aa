import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{libraries,contract,server,cli,portal,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    pool: 'threads',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
