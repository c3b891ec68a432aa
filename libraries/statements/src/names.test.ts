// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { composeBody } from './body.ts';
import { requireNames } from './names.ts';
import { StatementError } from './statement-error.ts';
import { ISSUER, SUBJECTS, UUID } from './testing/subjects.ts';

function faultsOf(subject: unknown): readonly string[] {
  try {
    requireNames({ subject });
    return [];
  } catch (error) {
    if (!(error instanceof StatementError) || error.code !== 'BAD_NAMES') throw error;
    return error.faults;
  }
}

describe('requireNames()', () => {
  it('names the place, the character and what would be right, of every fault', () => {
    const subject = {
      ...{ reportNumber: 'R\u00AD-1', laboratory: { name: 'Lаb', place: 'HK' } },
      results: [{ substance: 'α-HCH' }, { substance: 'lead\u200B' }],
    };
    expect(faultsOf(subject)).toEqual([
      'credentialSubject.reportNumber: character 2 is U+00AD, which nobody sees; write it without that character',
      expect.stringMatching(/^credentialSubject\.laboratory\.name: character 2, "а" \(U\+0430\), is a Cyrillic letter/),
      'credentialSubject.results.1.substance: character 5 is U+200B, which nobody sees; write it without that character',
    ]);
  });

  it('leaves sentences to who writes them, and names as they are written', () => {
    expect(faultsOf({ reason: 'as in “Lаb\u200B” ⚠\uFE0F', name: '葛\u{E0100}飾 pH计' })).toEqual([]);
  });

  it('tells the first fifty', () => {
    expect(faultsOf({ results: Array.from({ length: 80 }, () => ({ substance: 'a\u200B' })) })).toHaveLength(50);
  });

  it('is asked of whatever is composed to be signed', () => {
    const compose = (party: object) =>
      composeBody('ListEntry', {
        ...{ uuid: UUID, issuer: ISSUER, validFrom: '2026-11-13T08:00:00Z' },
        subject: { ...(SUBJECTS.ListEntry as object), party } as never,
      });
    expect(() => compose({ name: 'Firm' })).not.toThrow();
    expect(() => compose({ name: 'Firm\u202E' })).toThrow(/credentialSubject\.party\.name: character 5 is U\+202E/);
  });
});
