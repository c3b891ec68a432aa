// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { crc32 } from './crc32.ts';
import type { DossierEntry } from './read-zip.ts';

const VERSION = 20;
const UTF8_NAMES = 0x800;
// 1980-01-01 00:00, the first moment that a zip can tell: the bytes depend on the files alone.
const DOS_TIME = 0;
const DOS_DATE = 0x21;

/**
 * zip = *(local-header file) *central-header end-of-central-directory; stored, so that every machine writes the same bytes.
 * APPNOTE.TXT 6.3.10, 4.3.6. Requires fewer than 65,535 entries and less than 4 GiB.
 */
export function writeZip(entries: readonly DossierEntry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const name = utf8Bytes(path);
    const common = record([
      [VERSION, 2],
      [UTF8_NAMES, 2],
      [0, 2],
      [DOS_TIME, 2],
      [DOS_DATE, 2],
      [crc32(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    ]);
    const local = concatBytes(record([[0x04034b50, 4]]), common, name, bytes);
    const tail = record([
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ]);
    const head = record([
      [0x02014b50, 4],
      [VERSION, 2],
    ]);
    centrals.push(concatBytes(head, common, tail, name));
    locals.push(local);
    offset += local.length;
  }
  const directory = concatBytes(...centrals);
  const end = record([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  ]);
  return concatBytes(...locals, directory, end);
}

/** Numbers in little-endian order, each with its width in bytes. */
function record(fields: readonly (readonly [value: number, width: 2 | 4])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [, width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}
