// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findConflict, isRole, ROLES } from './roles.ts';
import { WHO_MAY } from './who-may.ts';

describe('isRole()', () => {
  it('knows the roles of the table and no member of every object', () => {
    expect(isRole('accreditation-decider')).toBe(true);
    expect(isRole('toString')).toBe(false);
  });
});

describe('findConflict()', () => {
  it('keeps accreditors from testing', () => {
    expect(findConflict(['standards-editor', 'laboratory-tester', 'accreditation-clerk'])).toEqual([
      'accreditation-clerk',
      'laboratory-tester',
    ]);
    expect(findConflict(['accreditation-clerk', 'accreditation-decider', 'standards-editor'])).toBeUndefined();
  });
});

describe('WHO_MAY', () => {
  it('names roles of the table only, and uses every one of them', () => {
    const named = Object.values(WHO_MAY).flatMap(({ roles }) => (roles === 'everyone' ? [] : roles));
    expect(new Set(named)).toEqual(new Set(Object.keys(ROLES)));
  });

  it('lets no role both evaluate and decide', () => {
    expect(WHO_MAY['evaluate-accreditation'].roles).not.toContain('accreditation-decider');
    expect(WHO_MAY['decide-accreditation-act'].roles).toEqual(['accreditation-decider']);
  });

  it('asks for a fresh proof of who signs wherever something is signed', () => {
    const signing = Object.entries(WHO_MAY).filter(([operation]) => /^(decide|sign|evaluate|publish)-/.test(operation));
    expect(signing.length).toBeGreaterThan(4);
    for (const [, rule] of signing) expect(rule).toMatchObject({ reauthentication: 'required' });
  });
});
