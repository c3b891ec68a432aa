// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from './generated-files.ts';

describe('generatedFiles()', () => {
  it.each([...generatedFiles().keys()])('has %s as it is carried (node scripts/write-statement-files.ts)', (name) => {
    expect(readFileSync(join(import.meta.dirname, '..', name), 'utf8')).toBe(generatedFiles().get(name));
  });

  it('describes the subject of every kind', () => {
    const schemas = JSON.parse(generatedFiles().get('generated/statement-subjects.json') as string);
    expect(Object.keys(schemas)).toEqual(Object.keys(KINDS));
    expect(schemas.Penalty.required).toContain('legalBasis');
    expect(schemas.Penalty.additionalProperties).toBe(false);
  });
});
