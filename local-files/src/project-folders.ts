// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Folders of the checkout that come with the program. */
export const PROJECT_FOLDERS = {
  referenceData: join(ROOT, 'reference-data'),
  examples: join(ROOT, 'examples'),
  /** Whom the demonstration trusts: roots, DID documents, statements. */
  demonstration: join(ROOT, 'examples', 'demonstration'),
} as const;
