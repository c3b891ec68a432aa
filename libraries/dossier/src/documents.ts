// SPDX-License-Identifier: Apache-2.0
import type { DossierEntry } from './archive/read-zip.ts';
import type { FaultList } from './fault.ts';
import type { DossierLimits } from './limits.ts';
import { decodeStrictly } from './text/decode-text.ts';
import { reasonOf } from './values/decimal-text.ts';

/** A signed document as it came; nothing of it is believed before it is verified. */
export interface DossierDocument {
  readonly file: string;
  /** How it is signed: a proof inside the JSON, or a compact token around it. */
  readonly form: 'embedded' | 'vc+jwt';
  readonly text: string;
  /** The proof that a public log has it, c2sp.org/tlog-proof; beside it, or inside its envelope. */
  readonly receipt?: string;
}

/** A document, or the news that the file is none, so that it is kept as a paper. */
export type DocumentReading = DossierDocument | 'not-a-credential' | undefined;

const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const ENVELOPE_PREFIX = 'data:application/vc+jwt,';

/**
 * Tells a credential with an embedded proof from one in an envelope. W3C VC Data Model 2.0, 4.12 and 4.13.
 * Only the outermost form is looked at; duplicate members, depth of meaning and proofs are for `credentials`.
 */
export function readJsonDocument(
  { path, bytes }: DossierEntry,
  { limits, faults }: { readonly limits: DossierLimits; readonly faults: FaultList },
): DocumentReading {
  const text = documentText({ path, bytes }, { limits, faults });
  if (text === undefined) return undefined;
  const depth = jsonDepth(text, limits.documentDepth);
  if (depth > limits.documentDepth) {
    const expected = `at most ${limits.documentDepth} objects or lists inside each other`;
    faults.add('DOCUMENT_TOO_DEEP', { file: path }, { expected });
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    faults.add(
      'BAD_JSON',
      { file: path },
      { found: reasonOf(cause), expected: 'copy the file again from where it was issued' },
    );
    return undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members: Readonly<Record<string, unknown>> = value as Record<string, unknown>;
    if (namesType(members.type, 'EnvelopedVerifiableCredential')) return readEnvelope(path, members, faults);
    if (Object.hasOwn(members, 'credentialSubject')) return { file: path, form: 'embedded', text };
  }
  faults.add(
    'NOT_A_CREDENTIAL',
    { file: path },
    { expected: 'a JSON object with credentialSubject, if it is meant as evidence' },
  );
  return 'not-a-credential';
}

/** token = header "." payload "." signature, each base64url. RFC 7515, 7.1. */
export function readToken(
  { path, bytes }: DossierEntry,
  { limits, faults }: { readonly limits: DossierLimits; readonly faults: FaultList },
): DossierDocument | undefined {
  const text = documentText({ path, bytes }, { limits, faults })?.trim();
  if (text === undefined) return undefined;
  if (COMPACT.test(text)) return { file: path, form: 'vc+jwt', text };
  faults.add(
    'BAD_TOKEN',
    { file: path },
    { found: text, expected: 'three parts of letters, digits, - and _ with a point between' },
  );
  return undefined;
}

/** The envelope is not signed, so that whoever has a receipt may put it there, as the member `receipt`. */
function readEnvelope(
  file: string,
  { id, receipt }: Readonly<Record<string, unknown>>,
  faults: FaultList,
): DossierDocument | undefined {
  const token = typeof id === 'string' && id.startsWith(ENVELOPE_PREFIX) ? id.slice(ENVELOPE_PREFIX.length) : undefined;
  if (token !== undefined && COMPACT.test(token))
    return { file, form: 'vc+jwt', text: token, ...(typeof receipt === 'string' ? { receipt } : {}) };
  const found = typeof id === 'string' ? id : '';
  faults.add(
    'BAD_TOKEN',
    { file },
    { found, expected: `an id that begins with ${ENVELOPE_PREFIX} and a token of three parts` },
  );
  return undefined;
}

function documentText(
  { path, bytes }: DossierEntry,
  { limits, faults }: { readonly limits: DossierLimits; readonly faults: FaultList },
): string | undefined {
  if (bytes.length > limits.documentBytes) {
    const expected = `a document may have at most ${limits.documentBytes} bytes`;
    faults.add('FILE_TOO_LARGE', { file: path }, { found: `${bytes.length} bytes`, expected });
    return undefined;
  }
  const text = decodeStrictly(bytes, 'utf-8');
  if (text === undefined)
    faults.add('NOT_TEXT', { file: path }, { expected: 'JSON and tokens are UTF-8; copy the file again' });
  return text;
}

// Counted before parsing, so that no parser meets a nest that it may not survive. Stops just beyond the limit.
function jsonDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length && deepest <= limit; at += 1) {
    const sign = text[at];
    if (sign === '\\' && inString) at += 1;
    else if (sign === '"') inString = !inString;
    else if (inString) continue;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function namesType(type: unknown, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name));
}
