// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createEvidenceSet } from '../evidence-set.ts';
import { createMemorySource } from '../memory-source.ts';
import { runVerify } from '../run-verify.ts';
import { draft, LAW, leadResult, WHO } from '../testing/drafts.ts';
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
    expect(shortly(await chainOf('sampling'))).toEqual(['document passed']);
    expect(shortly(await chainOf('calibration'))).toEqual(['document passed']);
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
      logs: { policies: [], receipts: new Map(), completeness: [] },
      roundTrips: 0,
      truncated: false,
    });
    expect(() => verifyDocument(set, rules(), nodeSuite)).toThrow(RangeError);
  });
});
