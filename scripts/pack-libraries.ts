// SPDX-License-Identifier: Apache-2.0
// npm run pack:libraries [-- FOLDER]: the libraries as packages for other projects, into dist/packages (decision 0098).
import { join, resolve } from 'node:path';
import { packLibraries } from './pack-libraries/pack-libraries.ts';

const ROOT = join(import.meta.dirname, '..');
for (const file of packLibraries(ROOT, resolve(process.argv[2] ?? join(ROOT, 'dist', 'packages')))) console.log(file);
