// SPDX-License-Identifier: Apache-2.0
import type { FaultCode } from '../fault-codes.ts';
import type { DossierLimits } from '../limits.ts';
import { decodeStrictly } from '../text/decode-text.ts';

/** What is wrong with a name, or nothing. */
export interface NameProblem {
  readonly code: FaultCode;
  readonly expected: string;
}

// Controls, and the signs that turn the direction of writing, by which xslx.exe can be made to look like exe.xlsx.
const UNSHOWABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/u;

/** What keeps a path out of a dossier: leaving it, or a name that people and file systems read differently. */
export function problemOfName(
  path: string,
  limits: Pick<DossierLimits, 'pathDepth' | 'pathCharacters'>,
): NameProblem | undefined {
  if (path.length > limits.pathCharacters) {
    return { code: 'PATH_TOO_DEEP', expected: `at most ${limits.pathCharacters} characters` };
  }
  if (!path.isWellFormed() || UNSHOWABLE.test(path)) {
    return { code: 'BAD_NAME', expected: 'name the file with letters, digits, spaces and hyphens' };
  }
  const names = path.split('/');
  if (/^([/\\]|[A-Za-z]:)/.test(path) || names.includes('..')) {
    return {
      code: 'PATH_NOT_RELATIVE',
      expected: 'a path below the folder, without .. and without a drive or a leading slash',
    };
  }
  if (path.includes('\\') || names.some((name) => name === '' || name === '.')) {
    return { code: 'BAD_NAME', expected: 'names between single slashes, such as reports/lead.pdf' };
  }
  if (names.length > limits.pathDepth) {
    return { code: 'PATH_TOO_DEEP', expected: `at most ${limits.pathDepth} names in a path` };
  }
  return undefined;
}

/** The same for two names that a file system may take for one: case and composition aside. */
export function nameKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** What systems leave in folders and archives beside the files of their users. */
export function isLitter(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /(^|\/)(__MACOSX|\.git|\.svn)\//.test(path) ||
    /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*|\.git.*)$/i.test(name)
  );
}

/**
 * The name of a zip entry: UTF-8 when its flag says so or the bytes fit, else GB 18030, as older Chinese systems write.
 * APPNOTE.TXT 6.3.10, appendix D, and bit 11 of 4.4.4. Backslashes, which some programs write, become slashes.
 */
export function decodeEntryName(raw: Uint8Array, flags: number): string {
  const utf8 = decodeStrictly(raw, 'utf-8');
  const declared = (flags & 0x800) !== 0;
  const text = utf8 ?? (declared ? undefined : decodeStrictly(raw, 'gb18030'));
  return (text ?? '\ufffd').replaceAll('\\', '/');
}
