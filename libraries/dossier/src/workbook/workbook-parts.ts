// SPDX-License-Identifier: Apache-2.0
import { unpack } from '../archive/read-zip.ts';
import { DossierError } from '../dossier-error.ts';
import type { FaultList } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { decodeStrictly } from '../text/decode-text.ts';
import { walkXml } from './walk-xml.ts';

/** The parts of a workbook by their path, in lower case, since part names do not differ by case. */
export type WorkbookParts = ReadonlyMap<string, Uint8Array>;

/** A relationship from one part to another. ECMA-376-2:2016, 9.3. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`, `externalLink`. */
  readonly type: string;
  readonly target: string;
}

/** Unpacks a workbook within its limits; `undefined`, with faults, when it is no whole zip or holds what is not allowed. */
export async function openParts(
  file: { readonly path: string; readonly bytes: Uint8Array },
  limits: DossierLimits,
  faults: FaultList,
): Promise<WorkbookParts | undefined> {
  let refused = false;
  const entries = await unpack(file.bytes, {
    files: limits.workbookParts,
    fileBytes: limits.workbookBytes,
    totalBytes: limits.workbookBytes,
    pathDepth: limits.pathDepth,
    pathCharacters: limits.pathCharacters,
    fault: (code, entry, detail) => {
      refused = true;
      const found = [entry, detail.found].filter((text) => text !== undefined).join(': ');
      // Who sends a workbook has packed no zip file.
      if (code === 'ARCHIVE_UNREADABLE') {
        faults.add('BAD_WORKBOOK', { file: file.path }, { expected: 'copy it again, or save it again as .xlsx' });
      } else faults.add(code, { file: file.path }, { ...detail, found });
    },
  });
  if (refused) return undefined;
  const parts = new Map(entries.map(({ path, bytes }) => [path.toLowerCase(), bytes]));
  checkContent(file.path, parts, faults);
  return parts;
}

/** The text of a part. Requires that the part is there. */
export function partText(parts: WorkbookParts, path: string): string {
  const bytes = parts.get(path.toLowerCase());
  if (bytes === undefined) throw new DossierError('BAD_WORKBOOK', `the part ${path} is missing`);
  const utf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  const text = decodeStrictly(bytes, utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8');
  if (text === undefined) throw new DossierError('BAD_WORKBOOK', `the part ${path} is not UTF-8`);
  return text;
}

/** The relationships of a part; the empty path stands for the package itself. */
export function relationshipsOf(parts: WorkbookParts, path: string): readonly Relationship[] {
  const slash = path.lastIndexOf('/') + 1;
  const relsPath = `${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`;
  if (!parts.has(relsPath.toLowerCase())) return [];
  const found: Relationship[] = [];
  walkXml(partText(parts, relsPath), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attributes.get('Target') ?? '';
      const type = attributes.get('Type') ?? '';
      found.push({
        id: attributes.get('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: target.startsWith('/') ? target.slice(1) : resolvePath(path.slice(0, slash), target),
      });
    },
  });
  return found;
}

function resolvePath(folder: string, target: string): string {
  const names = folder.split('/').filter((name) => name !== '');
  for (const name of target.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}

// Told by the parts themselves, since a relationship or content type can be left out or renamed.
function checkContent(file: string, parts: WorkbookParts, faults: FaultList): void {
  const paths = [...parts.keys()];
  const macro = paths.find((path) => /(^|\/)(vbaproject\.bin|macrosheets\/.*|vbadata\.xml)$/.test(path));
  if (macro !== undefined || /\.xl(sm|tm|am)$/i.test(file)) {
    faults.add(
      'MACROS_NOT_ALLOWED',
      { file },
      { found: macro ?? file, expected: 'save it as a workbook without macros (.xlsx)' },
    );
  }
  const link = paths.find((path) => /(^|\/)(externallinks\/.*\.xml|connections\.xml|querytables\/.*)$/.test(path));
  if (link !== undefined) {
    const expected = 'break the links and paste the values';
    faults.add('EXTERNAL_LINK_NOT_ALLOWED', { file }, { found: link, expected });
  }
}
