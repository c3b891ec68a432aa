// SPDX-License-Identifier: Apache-2.0
// node scripts/write-statement-files.ts: writes the context and the JSON Schemas of statements into contract/generated/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from '../contract/src/generated-files.ts';

for (const [name, text] of generatedFiles()) {
  const path = join(import.meta.dirname, '..', 'contract', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
