// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWorkbook } from '@touchstone/dossier';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import { parseCapabilities, parseInstrumentRules } from '@touchstone/metrology/upkeep';

/** A list of one instrument that is overdue, in base64; cells by their English header take the place of others. */
export async function listWorkbook(name: string, different: Readonly<Record<string, string>> = {}): Promise<string> {
  const cells = {
    ...{ Instrument: name, Type: 'bench scale', Place: 'CN-GD', 'Used for': 'trade', Unit: 'g', 'Used at': '100' },
    ...{ Tolerance: '3', 'Last calibrated on': '2025-01-10', ...different },
  };
  const sheet = { name: 'instruments', headings: Object.keys(cells), rows: [Object.values(cells)] };
  return Buffer.from(await writeWorkbook([sheet])).toString('base64');
}

/** The law and the made-up laboratories that come with the program. */
export async function readInstrumentReference() {
  const read = async (name: string) =>
    JSON.parse(await readFile(join(PROJECT_FOLDERS.referenceData, 'instruments', name), 'utf8'));
  return {
    rules: parseInstrumentRules(await read('rules.json')),
    demonstrated: parseCapabilities(await read('demonstration-capabilities.json')),
  };
}
