// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Ruling } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import type { Actor } from '../../record-keeping/tenant.ts';
import { notice } from './record.ts';
import { MEANING, mayPublish } from './rules.ts';

const NOW = '2026-11-22T04:00:00Z';
const actor: Actor = {
  ...{ party: 'did:web:publisher.example', person: 'eva', jurisdiction: 'CN', roles: ['standards-editor'] },
  reauthentication: { method: 'password', at: NOW, meaning: MEANING },
};
const id = '01930000-0000-7000-8000-000000000001';
const IN_FORCE = { standard: 'GB 2762-2025', title: 'Contaminants', status: 'in-force', from: '2026-09-02' };

function earlier(...statuses: readonly (readonly [string, string])[]): readonly Fact[] {
  return statuses.map(([status, from]) => {
    const body = { credentialSubject: { ...IN_FORCE, status, from } };
    return { source: 'statement', kind: 'StandardNotice', statement: { body } } as unknown as Fact;
  });
}

function publish(more: object, facts: readonly Fact[] = [], by: Actor = actor): Ruling {
  return mayPublish({ notice: notice.parse({ ...IN_FORCE, ...more }), id }, facts, { actor: by, now: NOW });
}

const codesOf = (ruling: Ruling) => (ruling.allowed ? [] : ruling.reasons.map((reason) => reason.code));

describe('mayPublish()', () => {
  it('states the notice in the name of the publisher', () => {
    expect(publish({})).toMatchObject({
      produces: [
        {
          kind: 'StandardNotice',
          body: { issuer: actor.party, credentialSubject: { ...IN_FORCE, id: `urn:uuid:${id}` } },
        },
      ],
    });
  });

  it('follows an edition from publication to its successor', () => {
    expect(publish({}, earlier(['published', '2025-03-01']))).toMatchObject({ allowed: true });
    const successor = { status: 'replaced', from: '2027-01-01', replacedBy: 'GB 2762-2027' };
    expect(publish(successor, earlier(['in-force', '2026-09-02']))).toMatchObject({ allowed: true });
    expect(publish({ status: 'withdrawn', from: '2027-01-01' }, earlier(['in-force', '2026-09-02'])).allowed).toBe(
      true,
    );
  });

  it.each<[string, object, readonly Fact[], string]>([
    ['a successor of what was never in force', { status: 'replaced', replacedBy: 'GB 2762-2027' }, [], 'WRONG_STATUS'],
    ['a notice after withdrawal', { from: '2027-01-01' }, earlier(['withdrawn', '2026-01-01']), 'WRONG_STATUS'],
    [
      'a notice from an earlier day',
      { status: 'withdrawn', from: '2026-09-02' },
      earlier(['in-force', '2026-09-02']),
      'OUT_OF_ORDER',
    ],
    [
      'what is replaced by nothing',
      { status: 'replaced', from: '2027-01-01' },
      earlier(['in-force', '2026-09-02']),
      'NO_SUCCESSOR',
    ],
    ['a successor of what stays in force', { replacedBy: 'GB 2762-2027' }, [], 'NO_SUCCESSOR'],
    ['no number of a standard', { standard: 'the lead standard' }, [], 'BAD_STANDARD_NUMBER'],
    ['a number in another spelling', { standard: 'gb2762-2025' }, [], 'NOT_CANONICAL'],
  ])('refuses %s', (_, more, facts, code) => {
    expect(codesOf(publish(more, facts))).toContain(code);
  });

  it('refuses what nobody signed', () => {
    const { reauthentication: _, ...unsigned } = actor;
    expect(codesOf(publish({}, [], unsigned))).toEqual(['NOT_REAUTHENTICATED']);
  });
});
