// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { XmlLimits } from './xml-limits.ts';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Text of a document: UTF-8 and nothing else, line ends as LF.
 * XML 1.0, fifth edition, 2.11 and 4.3.3; reading UTF-16 is required there, and refused here with the reason.
 */
export function decodeXml(input: Uint8Array | string, limits: XmlLimits): string {
  const bytes = input.length;
  if (bytes > limits.bytes) {
    const message = `line 1, column 1: the document has ${bytes} bytes; at most ${limits.bytes} are read`;
    throw new MetrologyError('XML_LIMIT', message, { line: 1, column: 1 });
  }
  const text = typeof input === 'string' ? input : decoded(input);
  const plain = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new MetrologyError('BAD_XML', 'line 1, column 1: the bytes are not UTF-8; write the file as UTF-8', {
      cause,
      line: 1,
      column: 1,
    });
  }
}
