// SPDX-License-Identifier: Apache-2.0
import type { DossierEntry } from './archive/read-zip.ts';
import type { DossierDocument } from './documents.ts';
import type { FaultList } from './fault.ts';
import type { DossierLimits } from './limits.ts';
import { decodeStrictly } from './text/decode-text.ts';

/** What logs have about a party, as it came; nothing of it is believed before it is verified. */
export interface DossierCompleteness {
  readonly file: string;
  readonly text: string;
}

interface Context {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

/** The text of a completeness file; undefined for every other JSON. Only its first member is looked at. */
export function readCompleteness({ path, bytes }: DossierEntry): DossierCompleteness | undefined {
  const head = new TextDecoder().decode(bytes.subarray(0, 200));
  if (!/^\s*\{\s*"format"\s*:\s*"touchstone\/completeness\//.test(head)) return undefined;
  const text = decodeStrictly(bytes, 'utf-8');
  return text === undefined ? undefined : { file: path, text };
}

/**
 * Puts each receipt beside the documents of its name: `report.tlog-proof` and `report.json.tlog-proof` are both that of
 * `report.json`. What belongs to no document goes back, to be kept as a paper. C2SP tlog-proof, Format.
 */
export function addReceipts(
  documents: readonly DossierDocument[],
  receipts: readonly DossierEntry[],
  { limits, faults }: Context,
): { readonly documents: readonly DossierDocument[]; readonly unused: readonly DossierEntry[] } {
  const given = new Map<string, string>();
  const unused = receipts.filter((entry) => {
    const stem = entry.path.replace(RECEIPT, '');
    const own = documents.filter(
      ({ file, receipt }) =>
        (file === stem || file.replace(/\.[^./]*$/, '') === stem) && receipt === undefined && !given.has(file),
    );
    const text = own.length === 0 ? undefined : receiptText(entry, { limits, faults });
    for (const { file } of own) if (text !== undefined) given.set(file, text);
    if (own.length > 0) return false;
    const expected = 'name it as the document that it belongs to, with .tlog-proof after it';
    faults.add('RECEIPT_WITHOUT_DOCUMENT', { file: entry.path }, { expected });
    return true;
  });
  const withReceipts = documents.map((document) => {
    const receipt = given.get(document.file);
    return receipt === undefined ? document : { ...document, receipt };
  });
  return { documents: withReceipts, unused };
}

/** How the name of a receipt ends. */
export const RECEIPT = /\.tlog-proof$/i;

function receiptText({ path, bytes }: DossierEntry, { limits, faults }: Context): string | undefined {
  if (bytes.length > limits.documentBytes) {
    const expected = `a receipt may have at most ${limits.documentBytes} bytes`;
    faults.add('FILE_TOO_LARGE', { file: path }, { found: `${bytes.length} bytes`, expected });
    return undefined;
  }
  const text = decodeStrictly(bytes, 'utf-8');
  if (text === undefined) faults.add('NOT_TEXT', { file: path }, { expected: 'a receipt is UTF-8; copy it again' });
  return text;
}
