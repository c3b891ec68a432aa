// SPDX-License-Identifier: Apache-2.0
import { type Digest, parseDigest } from '@touchstone/identifiers';
import { z } from 'zod';
import { KINDS, type StatementKind } from './kind.ts';

/** Where the terms of statements are defined: each is this address and the name of the term. */
export const QUALITY_VOCABULARY = 'https://touchstone.example/vocabulary/qi#';

/**
 * Digest of the bytes that are served behind QUALITY_CONTEXT, for verifiers that pin contexts.
 * It changes when a kind or a field is added; digests of editions that were served before stay in the list.
 */
export const QUALITY_CONTEXT_DIGESTS: readonly Digest[] = [
  parseDigest('uEiCcYMVQp4MDDQRF8h6fOF8jGCXOHXN8D1BG5Z6G0uj1Ug'),
  parseDigest('uEiBQQ47-uNQWzBpN1gulc02pe8Pqnx_2yqnT1ilGr5OnWg'),
  parseDigest('uEiBVQkIXHIiITM82FRCVWT6_YXX9GmPkvp2r-OE3Ib-Yaw'),
  parseDigest('uEiCrue0blgtYFt2SiiwqJWvcAtmAPaLBhhHGxsV8kqh41g'),
  parseDigest('uEiB5mKFNN_v1efxyFjS_d90emr-mNMkx6PtELDKqCVMk8w'),
  parseDigest('uEiA1kZsKBxfTlJsUOsZlgER8Y8UfdMPPGaceyLIUjHRSXA'),
  parseDigest('uEiC-mITvClQUPg3OfFdxYF3I94KEgxqbb8at8koSpIrlsw'),
  parseDigest('uEiDWrefph2-FYPwmiEJ02eD4VuQt5q7iSSA1hH3x6WErFg'),
  parseDigest('uEiAVoP65gTPk0xfaSXWakIcuho9zJOB9RfvWAfIan4GZXQ'),
];

// Defined and protected by the base context: a second definition is an error of JSON-LD 1.1 (4.1.11).
const BASE_TERMS: ReadonlySet<string> = new Set(['id', 'type', 'name', 'description', 'digestMultibase', 'mediaType']);
/** Members whose own member names are data, not terms. */
const JSON_TERMS: ReadonlySet<string> = new Set(['checks']);
/** What the evidence of a person's act says; it stands beside the subject of every kind. */
const EVIDENCE_TERMS = [
  'TwoPersonDecision',
  'actDigest',
  'decidedAt',
  'meaning',
  'proposedAt',
  'reauthenticatedBy',
] as const;

/** The JSON Schema (2020-12) of the subject of a kind, as it is written before parsing. */
export function subjectSchema(kind: StatementKind): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(KINDS[kind], { io: 'input', unrepresentable: 'any' });
}

/** Every kind, and every member name of every kind, in alphabetical order. */
export function qualityTerms(): readonly string[] {
  const names = new Set<string>([...Object.keys(KINDS), ...EVIDENCE_TERMS]);
  for (const kind of Object.keys(KINDS) as StatementKind[]) addMembers(subjectSchema(kind), names);
  return [...names].filter((name) => !BASE_TERMS.has(name)).sort();
}

/**
 * The JSON-LD context behind QUALITY_CONTEXT: terms only, protected, no catch-all. JSON-LD 1.1, 4.1 and 4.1.11.
 * The text is what is served and what the digest is of.
 */
export function qualityContextText(): string {
  const terms = qualityTerms().map((name) => {
    const address = `${QUALITY_VOCABULARY}${name}`;
    return [name, JSON_TERMS.has(name) ? { '@id': address, '@type': '@json' } : address];
  });
  const context = { '@version': 1.1, '@protected': true, ...Object.fromEntries(terms) };
  return `${JSON.stringify({ '@context': context }, null, 2)}\n`;
}

function addMembers(schema: unknown, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [word, value] of Object.entries(schema)) {
    // Under `properties` stand the names of members, each with a schema.
    if (word === 'properties') for (const name of Object.keys(value as object)) names.add(name);
    for (const part of word === 'properties' ? Object.values(value as object) : [value]) addMembers(part, names);
  }
}
