// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { TwoPerson } from './define-register.ts';
import type { CaseEventFact, Fact, JsonObject, StatementFact } from './fact.ts';
import { proposalDigest, signedMeaning } from './proposal-digest.ts';

const twoPerson: TwoPerson = { meaning: 'I decide it.', proposerRoles: [], deciderRoles: [] };

function event(entry: number, kind: string, content: JsonObject, more: Partial<CaseEventFact> = {}): CaseEventFact {
  return {
    ...{ source: 'case-event', kind, content, entry, register: 'r', stream: 's', recordedAt: '2026-11-22T04:00:00Z' },
    ...{ owner: 'did:web:a.example', jurisdiction: 'CN', originNode: 'n', visibility: 'private' },
    actor: { party: 'did:web:a.example', person: 'ann', jurisdiction: 'CN', roles: [] },
    ...more,
  };
}

const statement = (entry: number, digest: string) =>
  ({ ...event(entry, 'Permit', {}), source: 'statement', statement: { digest } }) as unknown as StatementFact;

const draft = event(1, 'drafted', { text: 'lead, to 0.10 mg/kg' });
const finding = event(2, 'evaluated', { report: 'competent' });
const proposal = event(4, 'proposed', { action: 'issue', input: { id: 'x' }, salt: 'abc' });
const base: readonly Fact[] = [draft, finding, statement(3, 'uA'), proposal];
const digest = (facts: readonly Fact[] = base, of = proposal, as = twoPerson) => proposalDigest(facts, of, as);

describe('proposalDigest()', () => {
  it('is the same for everybody who reads the case, and whatever was proposed, decided or granted beside it', () => {
    const mechanisms = [event(0, 'proposed', { action: 'issue' }), event(0, 'access-granted', { grantee: 'b' })];
    const later = event(5, 'drafted', { text: 'something else' });
    expect(digest([...mechanisms, ...base, later])).toBe(digest());
    expect(digest([event(1, 'drafted', draft.content, { recordedAt: '2026-11-23T04:00:00Z' }), ...base.slice(1)])).toBe(
      digest(),
    );
  });

  it.each<[string, readonly Fact[]]>([
    ['a digit of the draft', [event(1, 'drafted', { text: 'lead, to 0.1 mg/kg' }), ...base.slice(1)]],
    ['a word of the evaluation', [draft, event(2, 'evaluated', { report: 'Competent' }), ...base.slice(2)]],
    ['an evaluation that is not there', [draft, ...base.slice(2)]],
    ['what was issued before', [draft, finding, statement(3, 'uB'), proposal]],
    ['the order', [finding, draft, ...base.slice(2)]],
  ])('is another one for %s', (_, facts) => {
    expect(digest(facts)).not.toBe(digest());
  });

  it.each<[string, JsonObject, Partial<CaseEventFact>]>([
    ['another act', { action: 'withdraw' }, {}],
    ['another input', { input: { id: 'y' } }, {}],
    ['another salt, without which an evaluation could be guessed', { salt: 'abd' }, {}],
    ['another case', {}, { stream: 't' }],
  ])('is another one for %s', (_, content, more) => {
    expect(digest(base, event(4, 'proposed', { ...proposal.content, ...content }, more))).not.toBe(digest());
  });

  it('is another one where the signature means something else', () => {
    expect(digest(base, proposal, { ...twoPerson, meaning: 'I decide otherwise.' })).not.toBe(digest());
  });
});

describe('signedMeaning()', () => {
  it('says what the action means, and names the digest', () => {
    expect(signedMeaning(twoPerson, digest())).toBe(
      `I decide it. What I sign was proposed to me under the digest ${digest()}.`,
    );
  });
});
