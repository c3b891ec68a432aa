// SPDX-License-Identifier: Apache-2.0
// node scripts/run.mjs cli|server ARGUMENTS: runs a program from its joined files where they are of the sources as they
// are, and else from its sources. What the program sees is the same.
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isJoined, programFile, SOURCES } from './ensure/programs.mjs';

const [node, , name, ...args] = process.argv;
if (!Object.hasOwn(SOURCES, name ?? '')) {
  console.error(`touchstone: run.mjs runs ${Object.keys(SOURCES).join(' or ')}, not ${name}`);
  process.exit(1);
}
const file = programFile(name);
// Compiled beside the joined files, and thrown away with them; by the first call, the program's own changes nothing.
if (isJoined(file)) enableCompileCache?.(join(dirname(file), 'compiled'));
process.argv = [node, file, ...args];
await import(pathToFileURL(file).href);
