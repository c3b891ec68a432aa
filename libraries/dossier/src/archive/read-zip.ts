// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { FaultCode } from '../fault-codes.ts';
import { createFaultList, type DossierFault, type FaultDetail } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import { reasonOf } from '../values/decimal-text.ts';
import { crc32 } from './crc32.ts';
import { decodeEntryName, isLitter, nameKey, problemOfName } from './entry-name.ts';

/** One file of a dossier: its path below the dossier's folder, with slashes, and its bytes. */
export interface DossierEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The files of an archive; none when a fault is an error. */
export interface ZipReading {
  readonly entries: readonly DossierEntry[];
  readonly faults: readonly DossierFault[];
}

/** How much an archive may hold, and where its faults go. */
export interface UnpackRules {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly pathDepth: number;
  readonly pathCharacters: number;
  fault(code: FaultCode, entry: string | undefined, detail: FaultDetail): void;
}

/** Unpacks a zipped dossier within the limits; faults name the entry, and the archive as `name` where no entry is at fault. */
export async function readZip(
  bytes: Uint8Array,
  { name = 'dossier.zip', limits = DOSSIER_LIMITS }: { readonly name?: string; readonly limits?: DossierLimits } = {},
): Promise<ZipReading> {
  const faults = createFaultList(limits.faults);
  const entries = await unpack(bytes, {
    ...limits,
    fault: (code, entry, detail) => faults.add(code, { file: entry ?? name }, detail),
  });
  return { entries: faults.hasErrors() ? [] : entries, faults: faults.list() };
}

const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
const MADE_BY_UNIX = 3;
const MADE_BY_MACOS = 19;

/** The files of a zip, read by its central directory; nothing is inflated beyond what the limits leave. */
export async function unpack(bytes: Uint8Array, rules: UnpackRules): Promise<readonly DossierEntry[]> {
  const zip = await openZip(bytes, rules);
  if (zip === undefined) return [];
  const entries: DossierEntry[] = [];
  const seen = new Map<string, string>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = decodeEntryName(entry.fileNameRaw, entry.generalPurposeBitFlag);
      if (path.endsWith('/') || isLitter(path)) {
        if (path.endsWith('/')) checkName(path.slice(0, -1), rules);
        continue;
      }
      if (!checkEntry(entry, path, { seen, rules })) continue;
      total += entry.uncompressedSize;
      if (total > rules.totalBytes) {
        const found = `${total} bytes or more`;
        rules.fault('TOTAL_TOO_LARGE', path, { found, expected: `at most ${rules.totalBytes} bytes in all` });
        return [];
      }
      const content = await inflate(zip, entry, { path, rules });
      if (content !== undefined) entries.push({ path, bytes: content });
    }
  } catch (cause) {
    rules.fault('ARCHIVE_UNREADABLE', undefined, {
      found: reasonOf(cause),
      expected: 'pack or copy the zip file again',
    });
    return [];
  }
  return entries;
}

async function openZip(bytes: Uint8Array, rules: UnpackRules): Promise<ZipFile | undefined> {
  let zip: ZipFile;
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    zip = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false });
  } catch (cause) {
    rules.fault('ARCHIVE_UNREADABLE', undefined, {
      found: reasonOf(cause),
      expected: 'pack or copy the zip file again',
    });
    return undefined;
  }
  // After a loop was left early nobody else listens, and an unheard error event would end the process.
  zip.on('error', () => undefined);
  if (zip.entryCount > rules.files) {
    const found = `${zip.entryCount} entries`;
    rules.fault('TOO_MANY_FILES', undefined, { found, expected: `at most ${rules.files} files and folders` });
    return undefined;
  }
  return zip;
}

function checkEntry(
  entry: Entry,
  path: string,
  { seen, rules }: { readonly seen: Map<string, string>; readonly rules: UnpackRules },
): boolean {
  if (!checkName(path, rules)) return false;
  const other = seen.get(nameKey(path));
  seen.set(nameKey(path), path);
  if (other !== undefined) {
    rules.fault('DUPLICATE_NAME', path, { found: other, expected: 'give each file a name of its own' });
    return false;
  }
  const mode = (entry.externalFileAttributes >>> 16) & S_IFMT;
  const madeBy = entry.versionMadeBy >>> 8;
  if (mode === S_IFLNK && (madeBy === MADE_BY_UNIX || madeBy === MADE_BY_MACOS)) {
    rules.fault('SYMBOLIC_LINK', path, { expected: 'put the file itself into the archive' });
    return false;
  }
  if (entry.isEncrypted()) {
    rules.fault('ENCRYPTED', path, { expected: 'pack the files without a password' });
    return false;
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    const found = `method ${entry.compressionMethod}`;
    rules.fault('UNSUPPORTED_COMPRESSION', path, {
      found,
      expected: 'pack it as an ordinary zip (stored or deflated)',
    });
    return false;
  }
  if (entry.uncompressedSize > rules.fileBytes) {
    const found = `${entry.uncompressedSize} bytes unpacked`;
    rules.fault('FILE_TOO_LARGE', path, { found, expected: `at most ${rules.fileBytes} bytes` });
    return false;
  }
  return true;
}

function checkName(path: string, rules: UnpackRules): boolean {
  const problem = problemOfName(path, rules);
  if (problem === undefined) return true;
  rules.fault(problem.code, path, { found: path, expected: problem.expected });
  return false;
}

// The stream breaks off as soon as it gives more bytes than the entry declares, so a lying size costs nothing.
async function inflate(
  zip: ZipFile,
  entry: Entry,
  { path, rules }: { readonly path: string; readonly rules: UnpackRules },
): Promise<Uint8Array | undefined> {
  const content = new Uint8Array(entry.uncompressedSize);
  let length = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      content.set(chunk, length);
      length += chunk.length;
    }
  } catch (cause) {
    const lies = reasonOf(cause).includes('bytes in the stream');
    const code = lies ? 'SIZE_MISMATCH' : 'CHECKSUM_MISMATCH';
    rules.fault(code, path, { found: reasonOf(cause), expected: 'pack or copy the zip file again' });
    return undefined;
  }
  if (crc32(content) !== entry.crc32) {
    rules.fault('CHECKSUM_MISMATCH', path, { expected: 'pack or copy the zip file again' });
    return undefined;
  }
  return content;
}
