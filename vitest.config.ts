import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'threads',
    // Without a fresh module graph for each file the whole run is many times faster; no test changes a module's state.
    isolate: false,
    // One less by default, which on two cores is one; many tests wait for a database or a process.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What only tests use is no part of what they cover.
    coverage: { exclude: ['**/src/**/testing/**', '**/src/**/tests/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'libraries',
          include: ['{libraries,local-files,log-keeping,contract,cli,portal,scripts,benchmarks}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          // One PostgreSQL for all, started only when a test of the server is among those to be run.
          globalSetup: ['server/tests/postgres-for-tests.ts'],
        },
      },
    ],
  },
});
