import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'threads',
    // Without a fresh module graph for each file the whole run is many times faster; no test changes a module's state.
    isolate: false,
    // One less by default, which on two cores is one; many tests wait for a database or a process.
    maxWorkers: '100%',
    // Pages of a browser that are looked at side by side; more only wait for each other.
    maxConcurrency: 3,
    // A time-out ends what hangs; it measures nothing. Whole nodes and programs start in some tests, on a machine that
    // may be slow and busy with other tests.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The database ends in order, after all that the tests left in memory was written.
    teardownTimeout: 120_000,
    setupFiles: ['scripts/property-seed.ts'],
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
