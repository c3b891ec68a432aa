// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createEvidenceSet } from '../evidence-set.ts';
import { createMemorySource } from '../memory-source.ts';
import { runVerify } from '../run-verify.ts';
import { draft, keyDraft, LAW, leadResult, WHO } from '../testing/drafts.ts';
import { didDocument, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import { CUT, makeWorld, QUESTION, READ, type WorldChanges, withPart, withSubject } from '../testing/world.ts';
import { claimOfDocument, verifyDocument } from './verify-document.ts';

async function chainOf(
  pick: 'report' | 'sampling' | 'laboratory' | 'calibration' | 'text',
  changes: WorldChanges & { text?: string } = {},
) {
  const world = await makeWorld(changes);
  const { sound } = world;
  const text =
    changes.text ??
    (pick === 'report'
      ? sound.report.text
      : pick === 'sampling'
        ? sound.sampling.text
        : (sound.all.get(pick)?.text ?? ''));
  const stored = [...world.stored, { text: sound.sampling.text }];
  const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
  return runVerify(
    { file: 'f.json', text },
    { ...QUESTION, ...changes.question },
    {
      source: createMemorySource(stored, dids, READ),
      requirements: rules(),
      suite: nodeSuite,
      read: READ,
      cut: CUT,
    },
  );
}

const shortly = (chain: Awaited<ReturnType<typeof chainOf>>): readonly string[] =>
  chain.places.flatMap(({ checks }) => checks.map(({ group, outcome }) => `${group} ${outcome}`));

describe('verifyDocument()', () => {
  it('follows a report line by line to its trust anchor', async () => {
    const two = withSubject({
      results: [leadResult(), leadResult({ result: 'r-2', method: { standard: 'GB 5009.12-2017' } })],
    });
    const chain = await chainOf('report', { change: { report: two } });
    expect(chain.document.standing).toBe('sound');
    expect(shortly(chain)).toEqual([
      'document passed',
      'object-link passed',
      'competence passed',
      'competence failed',
      'measurement passed',
      'measurement undetermined',
      'plausibility passed',
      'plausibility passed',
    ]);
    expect(chain.proof.every(({ outcome }) => outcome === 'passed')).toBe(true);
  });

  it('follows a grant, and a document of any other kind as far as its own soundness', async () => {
    expect(shortly(await chainOf('laboratory'))).toEqual(['document passed', 'competence passed']);
    expect(shortly(await chainOf('sampling'))).toEqual(['document passed', 'competence passed']);
    expect(shortly(await chainOf('calibration'))).toEqual(['document passed', 'competence passed']);
  });

  it.each(['policy', 'acceptance', 'arrangement', 'notice'] as const)(
    'takes the %s from whom the place trusts for it, and from nobody else',
    async (name) => {
      const { sound } = await makeWorld();
      const text = sound.all.get(name)?.text ?? '';
      const { type, credentialSubject } = JSON.parse(text);
      expect(shortly(await chainOf('text', { text }))).toEqual(['document passed', 'competence passed']);
      const own = await sign(draft('sampler', type[1], `own ${name}`, credentialSubject));
      expect(shortly(await chainOf('text', { text: own.text }))).toEqual(['document passed', 'competence failed']);
    },
  );

  it('takes a key, a revocation, an entry, a recall and a certificate from nobody but those who may state them', async () => {
    const { sound } = await makeWorld();
    const party = { name: 'P', did: WHO.producer.did };
    const subjects: readonly [keyof typeof WHO, Parameters<typeof draft>[1], Record<string, unknown>, string][] = [
      ['sampler', 'KeyAuthorisation', keyDraft('producer').subject, 'failed'],
      ['sampler', 'StatusChange', revocationOf(sound.report.reference), 'failed'],
      ['laboratory', 'StatusChange', revocationOf(sound.report.reference), 'passed'],
      ['sampler', 'ListEntry', entryOf(party), 'failed'],
      ['authority', 'ListEntry', entryOf(party), 'passed'],
      ['producer', 'SelfDeclaration', declarationOf(party), 'passed'],
      ['sampler', 'SelfDeclaration', declarationOf(party), 'failed'],
      ['stranger', 'ConformityCertificate', certificateOf(party), 'undetermined'],
    ];
    for (const [who, kind, subject, outcome] of subjects) {
      const { text } = await sign(draft(who, kind, `by ${who}`, subject));
      const chain = await chainOf('text', { text });
      expect([who, kind, ...shortly(chain)]).toEqual([who, kind, 'document passed', `competence ${outcome}`]);
    }
  });

  it('knows no scope for a product that nothing classifies, and follows a designation', async () => {
    const unnamed = withPart('sample', { food: undefined, statedLot: undefined });
    const chain = await chainOf('report', { change: { report: unnamed } });
    const competence = chain.places[0]?.checks.find(({ group }) => group === 'competence');
    expect(competence?.reasons.map(({ code }) => code)).toContain('PRODUCT_OUTSIDE_SCOPE');
    const designation = await sign(
      draft('authority', 'Designation', 'd', {
        id: WHO.inspector.did,
        name: 'i',
        place: 'MO',
        tasks: ['t'],
        legalBasis: LAW,
        from: '2025-01-01',
      }),
    );
    expect(shortly(await chainOf('text', { text: designation.text }))).toEqual([
      'document passed',
      'competence passed',
    ]);
  });

  it('stops at a broken signature, and names it', async () => {
    const { sound } = await makeWorld();
    const chain = await chainOf('text', { text: sound.report.text.replace('"0.1"', '"0.0"') });
    expect(chain.document.standing).toBe('contradicted');
    expect(shortly(chain)).toEqual(['document failed']);
    expect(chain.proof.find(({ outcome }) => outcome === 'failed')?.code).toBe('BAD_SIGNATURE');
  });

  it('reads what is no statement, and knows no place without a policy', async () => {
    expect((await chainOf('text', { text: 'nonsense' })).document.standing).toBe('unread');
    const chain = await chainOf('report', { question: { roots: [] } });
    expect(chain.places).toEqual([{ place: 'MO', policy: null, checks: [] }]);
  });

  it('takes the lot that the document names for its claim', async () => {
    const { sound } = await makeWorld({ change: { report: withPart('sample', { statedLot: undefined }) } });
    expect(claimOfDocument(READ(sound.report.text)).lot.lotNumber).toBe('not stated');
    expect(claimOfDocument(READ(sound.sampling.text)).lot.lotNumber).toBe('L-1');
  });

  it('needs a document', () => {
    const set = createEvidenceSet({
      claim: claimOfDocument(READ('{}')),
      question: QUESTION,
      cut: CUT,
      presented: [],
      transcribed: [],
      gathered: [],
      dids: new Map(),
      logs: { policies: [], receipts: new Map(), promises: new Map(), completeness: [] },
      roundTrips: 0,
      truncated: false,
    });
    expect(() => verifyDocument(set, rules(), nodeSuite)).toThrow(RangeError);
  });
});

const revocationOf = (changes: unknown) => ({
  ...{ id: 'urn:x', changes, status: 'revoked', from: '2026-11-14T00:00:00Z', reason: 'x' },
});
const entryOf = (party: unknown) => ({
  ...{
    id: 'urn:y',
    party,
    list: 'x',
    effects: ['may-not-supply'],
    places: ['MO'],
    legalBasis: LAW,
    from: '2025-01-01',
  },
});
const declarationOf = (declarant: unknown) => ({
  ...{ id: 'urn:z', declarant, declares: [{ requirement: 'x', text: 'x' }], declaredOn: '2026-01-01' },
});
const certificateOf = (holder: unknown) => ({
  ...{ id: 'urn:c', certificateNumber: 'C', holder, scheme: { name: 'S', type: '5' }, from: '2025-01-01' },
  ...{ objects: [{ description: 'x' }], requirements: ['x'] },
});
