// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { digestFromSha256 } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  QUALITY_CONTEXT_DIGESTS,
  QUALITY_VOCABULARY,
  qualityContextText,
  qualityTerms,
  subjectSchema,
} from './context.ts';
import { KINDS, type StatementKind } from './kind.ts';
import { SUBJECTS } from './testing/subjects.ts';

const CONTEXT = JSON.parse(qualityContextText())['@context'] as Record<string, unknown>;
// Terms of https://www.w3.org/ns/credentials/v2 that statements use; they are protected there.
const BASE = ['id', 'type', 'name', 'description'];

function memberNames(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(memberNames);
  return Object.entries(value).flatMap(([name, child]) => [name, ...(name === 'checks' ? [] : memberNames(child))]);
}

describe('qualityContextText()', () => {
  it('is pinned by its digest: a changed context needs a new digest beside the old', () => {
    const bytes = createHash('sha256').update(qualityContextText()).digest();
    expect(QUALITY_CONTEXT_DIGESTS).toContain(digestFromSha256(new Uint8Array(bytes)));
  });

  it.each(Object.keys(KINDS) as StatementKind[])('has a term for the kind %s and for every member of it', (kind) => {
    expect(CONTEXT[kind]).toBe(`${QUALITY_VOCABULARY}${kind}`);
    const missing = memberNames(SUBJECTS[kind]).filter((name) => CONTEXT[name] === undefined && !BASE.includes(name));
    expect(missing).toEqual([]);
  });

  it('is protected, has no catch-all, and defines nothing that the base context protects', () => {
    expect(CONTEXT).toMatchObject({ '@version': 1.1, '@protected': true });
    expect(CONTEXT).not.toHaveProperty('@vocab');
    expect(BASE.filter((name) => Object.hasOwn(CONTEXT, name))).toEqual([]);
    expect(CONTEXT.checks).toEqual({ '@id': `${QUALITY_VOCABULARY}checks`, '@type': '@json' });
    expect(qualityTerms()).toEqual([...new Set(qualityTerms())].sort());
  });
});

describe('subjectSchema()', () => {
  it('is the closed schema of a subject as it is written', () => {
    expect(subjectSchema('StandardNotice')).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: { standard: { type: 'string' } },
    });
  });
});
