// SPDX-License-Identifier: Apache-2.0
// Holds every import against the table in ARCHITECTURE.md. Usage: node scripts/check-architecture.ts [root]
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findViolations } from './architecture/find-violations.ts';
import { readHouse } from './architecture/house.ts';
import { ImportTableError, parseImportTable } from './architecture/import-table.ts';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
try {
  const parts = parseImportTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  const house = readHouse(root);
  const violations = findViolations(house, parts);
  for (const { file, line, rule, detail } of violations) console.error(`${file}:${line} ${rule}: ${detail}`);
  console.log(`${house.files.size} files, ${parts.length} parts, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof ImportTableError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
