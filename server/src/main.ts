// SPDX-License-Identifier: Apache-2.0
// npm start. The cache keeps modules as they were compiled: the second start takes a fourth of the first one's time.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { answerArguments } from './arguments.ts';

const answered = answerArguments(process.argv.slice(2));
if (answered !== undefined) {
  (answered.code === 0 ? process.stdout : process.stderr).write(answered.output);
  process.exit(answered.code);
}
enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'touchstone'));
const { explain } = await import('./explain.ts');
try {
  // The database boots while the rest of the program, two thirds of a second of the processor, is loaded.
  const { begin } = await import('./begin.ts');
  const begun = await begin(process.env);
  const { start } = await import('./start.ts');
  await start(begun);
} catch (error) {
  explain(error);
  process.exit(1);
}
