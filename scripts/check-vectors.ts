// SPDX-License-Identifier: Apache-2.0
// Every test vector says where it comes from. Usage: node scripts/check-vectors.ts [root]
import { join, resolve } from 'node:path';
import { findUnsourced } from './vector-sources/find-unsourced.ts';

const { files, unsourced } = findUnsourced(resolve(process.argv[2] ?? join(import.meta.dirname, '..')));
for (const { file, place, detail } of unsourced)
  console.error(`${file}${place === '' ? '' : ` at ${place}`}: ${detail}`);
console.log(`${files} files of vectors, ${unsourced.length} without a source`);
process.exitCode = unsourced.length === 0 ? 0 : 1;
