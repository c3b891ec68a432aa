// SPDX-License-Identifier: Apache-2.0
// Everything that must hold before a push, each step run even when an earlier one failed.
// `--without-tests` leaves the last step out, for those who run the tests by another command.
import { spawnSync } from 'node:child_process';
import { ROOT } from './ensure/checkout.mjs';

const STEPS = [
  ['format', 'npm', 'run', '--silent', 'check:format'],
  ['lint', 'npm', 'run', '--silent', 'check:lint'],
  ['types', 'npm', 'run', '--silent', 'check:types'],
  ['architecture: arrows, circles, undeclared imports, purity', 'npm', 'run', '--silent', 'check:architecture'],
  ['vectors name their sources', 'npm', 'run', '--silent', 'check:vectors'],
  ['tests', 'npm', 'test', '--silent'],
];

const steps = process.argv.includes('--without-tests') ? STEPS.slice(0, -1) : STEPS;
const results = steps.map(([name, command, ...args]) => {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return { name, isGood: status === 0, seconds: (Date.now() - started) / 1000 };
});

console.log('');
for (const { name, isGood, seconds } of results)
  console.log(`${isGood ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1;
