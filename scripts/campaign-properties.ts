// SPDX-License-Identifier: Apache-2.0
// npm run campaign:properties [-- PATH …]: every test file that states properties, with ten times the trials and a new
// seed (decision 0076). What it finds names its seed; PROPERTY_SEED repeats the run.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const TRIALS = '1000'; // fast-check makes 100 unless told

const asked = process.argv.slice(2);
const files = globSync(
  '{libraries,local-files,log-keeping,contract,cli,server,portal,scripts,benchmarks}/**/*.test.{ts,tsx}',
  {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  },
)
  .filter((path) => asked.length === 0 || asked.some((start) => path.startsWith(start)))
  .filter((path) => readFileSync(`${ROOT}/${path}`, 'utf8').includes("'fast-check'"));
const seed = process.env.PROPERTY_SEED ?? String(Date.now() % 1_000_000_000);
console.log(`${files.length} files, ${TRIALS} trials a property, PROPERTY_SEED=${seed}`);
const { status } = spawnSync('npx', ['vitest', 'run', ...files], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, PROPERTY_SEED: seed, PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? TRIALS },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
